import { checkChoice, checkNumber } from '@gradus/kernel'
import { add, divide, multiply, sqrt, square, subtract } from '@gradus/tensor'
import { defineOptimizer } from './define-optimizer.ts'
import type { Optimizer } from './optimizer.ts'
import type { OptimizerOptions } from './optimizer-options.ts'

/** Options of {@link adagrad}. */
export interface AdagradOptions extends OptimizerOptions<AdagradOptions> {
  /** What the sum of squares begins with, at least 0. Default 0; Keras uses 0.1. */
  readonly initialAccumulator?: number
  /** How fast the learning rate falls: at step t it is η / (1 + (t − 1)·decay). Default 0; Keras has none. */
  readonly learningRateDecay?: number
  /** Keeps the step finite where the gradients vanish. Default 1e-10; Keras uses 1e-7. */
  readonly epsilon?: number
  /** Where epsilon stands: 'outsideRoot' (PyTorch), g / (√s + ε), or 'insideRoot' (Keras), g / √(s + ε). Default 'outsideRoot'. */
  readonly epsilonPlacement?: 'outsideRoot' | 'insideRoot'
}

/**
 * Adagrad: the more a parameter has been pushed, the smaller its steps.
 *
 * s ← s + g², w ← w − η · g / (√s + ε). Default learning rate 0.01 as in PyTorch (Keras 0.001). Follows PyTorch; for Keras' numbers choose
 * `initialAccumulator: 0.1`, `epsilon: 1e-7`, `epsilonPlacement: 'insideRoot'`, and `decoupledWeightDecay: true` with weight decay.
 * Throws: GradusError 'range' for an accumulator or a decay below 0, epsilon not above 0; 'type' for an unknown option.
 * Source: Duchi, Hazan & Singer 2011, Adaptive subgradient methods for online learning and stochastic optimization.
 *
 * @example
 * const w = tensor([1], { requiresGradient: true })
 * const parameters = new Map([['w', { tensor: w, trainable: true }]])
 * const optimizer = adagrad({ learningRate: 0.25 })
 * optimizer.update(parameters, new Map([['w', tensor([8])]]), optimizer.initialize(parameters))
 * w.toArray() // [0.75]
 */
export function adagrad(options: AdagradOptions = {}): Optimizer {
  return defineOptimizer(
    {
      name: 'adagrad',
      defaultLearningRate: 0.01,
      options: ['initialAccumulator', 'learningRateDecay', 'epsilon', 'epsilonPlacement'],
      rule({ initialAccumulator = 0, learningRateDecay = 0, epsilon = 1e-10, epsilonPlacement = 'outsideRoot' }: AdagradOptions) {
        checkNumber('adagrad', 'initialAccumulator', initialAccumulator, { min: 0 })
        checkNumber('adagrad', 'learningRateDecay', learningRateDecay, { min: 0 })
        checkNumber('adagrad', 'epsilon', epsilon, { above: 0 })
        checkChoice('adagrad', 'epsilonPlacement', epsilonPlacement, ['outsideRoot', 'insideRoot'])
        return {
          slots: ['accumulator'],
          initialSlots: { accumulator: initialAccumulator },
          scalars: ({ learningRate, step }) => ({ rate: learningRate / (1 + (step - 1) * learningRateDecay) }),
          update({ parameter: w, gradient: g, slots, scalars: { rate } }) {
            const accumulator = add(slots.accumulator, square(g))
            const root = epsilonPlacement === 'insideRoot' ? sqrt(add(accumulator, epsilon)) : add(sqrt(accumulator), epsilon)
            return { parameter: subtract(w, multiply(divide(g, root), rate)), slots: { accumulator } }
          },
        }
      },
    },
    options,
  )
}
