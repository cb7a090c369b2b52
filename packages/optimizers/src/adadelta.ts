import { checkNumber } from '@gradus/kernel'
import { add, divide, multiply, sqrt, square, subtract } from '@gradus/tensor'
import { defineOptimizer } from './define-optimizer.ts'
import type { Optimizer } from './optimizer.ts'
import type { OptimizerOptions } from './optimizer-options.ts'

/** Options of {@link adadelta}. */
export interface AdadeltaOptions extends OptimizerOptions<AdadeltaOptions> {
  /** How slowly the means of squares, of gradients and of steps, forget, in [0, 1). Default 0.9; Keras uses 0.95. */
  readonly rho?: number
  /** Starts the steps, and keeps them finite where the gradients vanish. Default 1e-6; Keras uses 1e-7. */
  readonly epsilon?: number
}

/**
 * Adadelta: steps in the units of the parameter, of a size that follows from the steps before.
 *
 * s ← ρ·s + (1 − ρ)·g², Δ = g · √(u + ε) / √(s + ε), w ← w − η·Δ, u ← ρ·u + (1 − ρ)·Δ². Epsilon stands inside of both roots, in PyTorch and in
 * Keras. Default learning rate 1 as in the paper and in PyTorch (Keras 0.001). For Keras' numbers choose `rho: 0.95`, `epsilon: 1e-7`, and
 * `decoupledWeightDecay: true` with weight decay.
 * Throws: GradusError 'range' for rho outside [0, 1), epsilon not above 0; 'type' for an unknown option.
 * Source: Zeiler 2012, ADADELTA: An adaptive learning rate method.
 *
 * @example
 * const w = tensor([1], { requiresGradient: true })
 * const parameters = new Map([['w', { tensor: w, trainable: true }]])
 * const optimizer = adadelta({ rho: 0, epsilon: 0.25 })
 * optimizer.update(parameters, new Map([['w', tensor([0])]]), optimizer.initialize(parameters))
 * w.toArray() // [1]
 */
export function adadelta(options: AdadeltaOptions = {}): Optimizer {
  return defineOptimizer(
    {
      name: 'adadelta',
      defaultLearningRate: 1,
      options: ['rho', 'epsilon'],
      rule({ rho = 0.9, epsilon = 1e-6 }: AdadeltaOptions) {
        checkNumber('adadelta', 'rho', rho, { min: 0, below: 1 })
        checkNumber('adadelta', 'epsilon', epsilon, { above: 0 })
        return {
          slots: ['square', 'squaredSteps'],
          scalars: ({ learningRate }) => ({ learningRate }),
          update({ parameter: w, gradient: g, slots, scalars: { learningRate } }) {
            const s = add(multiply(slots.square, rho), multiply(square(g), 1 - rho))
            const step = multiply(divide(sqrt(add(slots.squaredSteps, epsilon)), sqrt(add(s, epsilon))), g)
            const u = add(multiply(slots.squaredSteps, rho), multiply(square(step), 1 - rho))
            return { parameter: subtract(w, multiply(step, learningRate)), slots: { square: s, squaredSteps: u } }
          },
        }
      },
    },
    options,
  )
}
