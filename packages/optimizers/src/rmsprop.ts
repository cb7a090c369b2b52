import { checkBoolean, checkChoice, checkNumber } from '@gradus/kernel'
import { add, divide, maximum, multiply, sqrt, square, subtract, type Tensor } from '@gradus/tensor'
import { defineOptimizer } from './define-optimizer.ts'
import type { Optimizer } from './optimizer.ts'
import type { OptimizerOptions } from './optimizer-options.ts'
import type { Slots } from './state.ts'

/** Options of {@link rmsprop}. */
export interface RmspropOptions extends OptimizerOptions<RmspropOptions> {
  /** How slowly the mean of squares forgets, in [0, 1): PyTorch's `alpha`. Default 0.99; Keras uses 0.9. */
  readonly rho?: number
  /** The share of the last update's direction that is kept, in [0, 1). Default 0. */
  readonly momentum?: number
  /** Divides by the standard deviation of the gradients, not by the root of their mean square. Default false. */
  readonly centered?: boolean
  /** Keeps the step finite where the gradients vanish. Default 1e-8; Keras uses 1e-7. */
  readonly epsilon?: number
  /** Where epsilon stands: 'outsideRoot' (PyTorch), g / (√v + ε), or 'insideRoot' (Keras), g / √(v + ε). Default 'outsideRoot'. */
  readonly epsilonPlacement?: 'outsideRoot' | 'insideRoot'
  /**
   * What the momentum sums: 'gradients' (PyTorch), scaled ones, to which the learning rate is applied afterwards, or 'updates' (Keras), in which it
   * is. At a constant rate both are the same. Default 'gradients'.
   */
  readonly momentumConvention?: 'gradients' | 'updates'
}

/**
 * RMSprop: gradients divided by the root of the running mean of their squares.
 *
 * v ← ρ·v + (1 − ρ)·g², w ← w − η · g / (√v + ε); centered, v loses the square of the running mean of g first. Default learning rate 0.01 as in
 * PyTorch (Keras 0.001). Follows PyTorch; for Keras' numbers choose `rho: 0.9`, `epsilon: 1e-7`, `epsilonPlacement: 'insideRoot'`,
 * `momentumConvention: 'updates'`, and `decoupledWeightDecay: true` with weight decay.
 * Throws: GradusError 'range' for rho or momentum outside [0, 1), epsilon not above 0; 'type' for an unknown option.
 * Source: Tieleman & Hinton 2012, Lecture 6.5; centered: Graves 2013, Generating sequences with recurrent neural networks, §4.2.
 *
 * @example
 * const w = tensor([1], { requiresGradient: true })
 * const parameters = new Map([['w', { tensor: w, trainable: true }]])
 * const optimizer = rmsprop({ learningRate: 0.25, rho: 0.75 })
 * optimizer.update(parameters, new Map([['w', tensor([8])]]), optimizer.initialize(parameters))
 * w.toArray() // [0.5]
 */
export function rmsprop(options: RmspropOptions = {}): Optimizer {
  return defineOptimizer(
    {
      name: 'rmsprop',
      defaultLearningRate: 0.01,
      options: ['rho', 'momentum', 'centered', 'epsilon', 'epsilonPlacement', 'momentumConvention'],
      rule(own: RmspropOptions) {
        const { rho = 0.99, momentum = 0, centered = false, epsilon = 1e-8 } = own
        const { epsilonPlacement = 'outsideRoot', momentumConvention = 'gradients' } = own
        checkNumber('rmsprop', 'rho', rho, { min: 0, below: 1 })
        checkNumber('rmsprop', 'momentum', momentum, { min: 0, below: 1 })
        checkBoolean('rmsprop', 'centered', centered)
        checkNumber('rmsprop', 'epsilon', epsilon, { above: 0 })
        checkChoice('rmsprop', 'epsilonPlacement', epsilonPlacement, ['outsideRoot', 'insideRoot'])
        checkChoice('rmsprop', 'momentumConvention', momentumConvention, ['gradients', 'updates'])
        const blend = (old: Tensor, value: Tensor): Tensor => add(multiply(old, rho), multiply(value, 1 - rho)) as Tensor
        return {
          slots: ['square', ...(centered ? ['mean'] : []), ...(momentum > 0 ? ['velocity'] : [])],
          scalars: ({ learningRate }) => ({ learningRate }),
          update({ parameter: w, gradient: g, slots, scalars: { learningRate } }) {
            const v = blend(slots.square!, square(g))
            const mean = centered && blend(slots.mean!, g)
            // A variance is not negative, but for the rounding of its two parts.
            const spread = mean ? maximum(subtract(v, square(mean)), 0) : v
            const root = epsilonPlacement === 'insideRoot' ? sqrt(add(spread, epsilon)) : add(sqrt(spread), epsilon)
            const scaled = divide(g, root)
            const remembered = { square: v, ...(mean && { mean }) }
            if (momentum === 0) return { parameter: subtract(w, multiply(scaled, learningRate)), slots: remembered as Slots }
            const isUpdates = momentumConvention === 'updates'
            const velocity = add(multiply(slots.velocity!, momentum), isUpdates ? multiply(scaled, learningRate) : scaled)
            const change = isUpdates ? velocity : multiply(velocity, learningRate)
            return { parameter: subtract(w, change), slots: { ...remembered, velocity } as Slots }
          },
        }
      },
    },
    options,
  )
}
