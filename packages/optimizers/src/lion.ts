import { checkNumber } from '@gradus/kernel'
import { add, multiply, sign, subtract } from '@gradus/tensor'
import { defineOptimizer } from './define-optimizer.ts'
import type { Optimizer } from './optimizer.ts'
import type { OptimizerOptions } from './optimizer-options.ts'

/** Options of {@link lion}. */
export interface LionOptions extends OptimizerOptions<LionOptions> {
  /** The share of the momentum in the direction of a step, in [0, 1). Default 0.9. */
  readonly beta1?: number
  /** How slowly the momentum forgets, in [0, 1). Default 0.99. */
  readonly beta2?: number
}

/**
 * Lion: steps of exactly the learning rate, along the signs of a momentum.
 *
 * w ← w − η · sign(β₁·m + (1 − β₁)·g), then m ← β₂·m + (1 − β₂)·g. Default learning rate 1e-4 as in the paper (Keras 0.001): a third to a tenth of
 * Adam's is advised. Follows the paper and Keras, which PyTorch has no like of; weight decay is decoupled unless stated otherwise.
 * Throws: GradusError 'range' for a beta outside [0, 1); 'type' for an unknown option.
 * Source: Chen et al. 2023, Symbolic discovery of optimization algorithms, algorithm 2.
 *
 * @example
 * const w = tensor([1], { requiresGradient: true })
 * const parameters = new Map([['w', { tensor: w, trainable: true }]])
 * const optimizer = lion({ learningRate: 0.25 })
 * optimizer.update(parameters, new Map([['w', tensor([8])]]), optimizer.initialize(parameters))
 * w.toArray() // [0.75]
 */
export function lion(options: LionOptions = {}): Optimizer {
  return defineOptimizer(
    {
      name: 'lion',
      defaultLearningRate: 1e-4,
      decoupledWeightDecay: true,
      options: ['beta1', 'beta2'],
      rule({ beta1 = 0.9, beta2 = 0.99 }: LionOptions) {
        checkNumber('lion', 'beta1', beta1, { min: 0, below: 1 })
        checkNumber('lion', 'beta2', beta2, { min: 0, below: 1 })
        return {
          slots: ['momentum'],
          scalars: ({ learningRate }) => ({ learningRate }),
          update({ parameter: w, gradient: g, slots: { momentum: m }, scalars: { learningRate } }) {
            const direction = sign(add(multiply(m, beta1), multiply(g, 1 - beta1)))
            return {
              parameter: subtract(w, multiply(direction, learningRate)),
              slots: { momentum: add(multiply(m, beta2), multiply(g, 1 - beta2)) },
            }
          },
        }
      },
    },
    options,
  )
}
