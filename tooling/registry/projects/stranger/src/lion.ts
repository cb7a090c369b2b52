import { defineOptimizer, type Optimizer, type OptimizerOptions } from '@gradus/optimizers'
import { add, multiply, sign, subtract } from '@gradus/tensor'

/**
 * An optimizer by its update rule: steps of one size, in the direction of the sign of a momentum.
 *
 * Source: Chen et al. 2023, Symbolic discovery of optimization algorithms.
 */
export const lion = (options: OptimizerOptions = {}): Optimizer =>
  defineOptimizer(
    {
      name: 'lion',
      defaultLearningRate: 0.001,
      slots: ['momentum'],
      scalars: ({ learningRate }) => ({ learningRate }),
      update({ parameter, gradient, slots: { momentum }, scalars: { learningRate } }) {
        const direction = sign(add(multiply(0.9, momentum), multiply(0.1, gradient)))
        return {
          parameter: subtract(parameter, multiply(direction, learningRate)),
          slots: { momentum: add(multiply(0.99, momentum), multiply(0.01, gradient)) },
        }
      },
    },
    options,
  )
