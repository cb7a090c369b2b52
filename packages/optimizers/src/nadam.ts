import { checkNumber } from '@gradus/kernel'
import * as scalar from '@gradus/kernel/scalar'
import { add, divide, multiply, sqrt, square, subtract } from '@gradus/tensor'
import { defineOptimizer } from './define-optimizer.ts'
import type { Optimizer } from './optimizer.ts'
import type { OptimizerOptions } from './optimizer-options.ts'

/** Options of {@link nadam}. */
export interface NadamOptions extends OptimizerOptions<NadamOptions> {
  /** How slowly the mean of the gradients forgets, in [0, 1). Default 0.9. */
  readonly beta1?: number
  /** How slowly the mean of their squares forgets, in [0, 1). Default 0.999. */
  readonly beta2?: number
  /** Keeps the step finite where the gradients vanish. Default 1e-8; Keras uses 1e-7. */
  readonly epsilon?: number
  /** How fast the momentum grows from β₁ / 2 to β₁: ψ in μₜ = β₁·(1 − 0.96^(t·ψ) / 2). Default 0.004 as in PyTorch; Keras has 1. */
  readonly momentumDecay?: number
}

/**
 * Nadam: Adam that looks ahead along its momentum, as Nesterov's does.
 *
 * w ← w − η · (μₜ₊₁·m / (1 − μ₁⋯μₜ₊₁) + (1 − μₜ)·g / (1 − μ₁⋯μₜ)) / (√v̂ + ε), with Adam's m and v̂, and μₜ = β₁·(1 − 0.96^(t·ψ) / 2).
 * Default learning rate 0.002 as in PyTorch (Keras 0.001). Follows PyTorch since 2.0; for Keras' numbers choose `momentumDecay: 1`,
 * `epsilon: 1e-7`, and `decoupledWeightDecay: true` with weight decay. Epsilon stands outside of the root, after the correction, in both.
 * Throws: GradusError 'range' for a beta outside [0, 1), epsilon not above 0, momentumDecay below 0; 'type' for an unknown option.
 * Source: Dozat 2016, Incorporating Nesterov momentum into Adam.
 *
 * @example
 * const w = tensor([1], { requiresGradient: true })
 * const parameters = new Map([['w', { tensor: w, trainable: true }]])
 * const optimizer = nadam({ learningRate: 0.25, beta1: 0 })
 * optimizer.update(parameters, new Map([['w', tensor([8])]]), optimizer.initialize(parameters))
 * w.toArray() // [0.75]
 */
export function nadam(options: NadamOptions = {}): Optimizer {
  return defineOptimizer(
    {
      name: 'nadam',
      defaultLearningRate: 0.002,
      options: ['beta1', 'beta2', 'epsilon', 'momentumDecay'],
      rule({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, momentumDecay = 0.004 }: NadamOptions) {
        checkNumber('nadam', 'beta1', beta1, { min: 0, below: 1 })
        checkNumber('nadam', 'beta2', beta2, { min: 0, below: 1 })
        checkNumber('nadam', 'epsilon', epsilon, { above: 0 })
        checkNumber('nadam', 'momentumDecay', momentumDecay, { min: 0 })
        const momentumAt = (step: number): number => beta1 * (1 - 0.5 * scalar.power(0.96, step * momentumDecay))
        const productUpTo = runningProduct(momentumAt)
        return {
          slots: ['mean', 'square'],
          scalars({ learningRate, step }) {
            const product = productUpTo(step)
            const next = momentumAt(step + 1)
            return {
              meanRate: (learningRate * next) / (1 - product * next),
              gradientRate: (learningRate * (1 - momentumAt(step))) / (1 - product),
              rootCorrection: Math.sqrt(1 - scalar.integerPower(beta2, step)),
            }
          },
          update({ parameter: w, gradient: g, slots, scalars: { meanRate, gradientRate, rootCorrection } }) {
            const m = add(multiply(slots.mean, beta1), multiply(g, 1 - beta1))
            const v = add(multiply(slots.square, beta2), multiply(square(g), 1 - beta2))
            const direction = add(multiply(m, meanRate), multiply(g, gradientRate))
            const root = add(divide(sqrt(v), rootCorrection), epsilon)
            return { parameter: subtract(w, divide(direction, root)), slots: { mean: m, square: v } }
          },
        }
      },
    },
    options,
  )
}

/**
 * The product of the factors of steps 1 to `step`. It goes on from the step before, and after a jump, as when training is resumed, begins
 * again: always the same multiplications in the same order.
 */
function runningProduct(factorAt: (step: number) => number): (step: number) => number {
  let [at, product] = [0, 1]
  return (step) => {
    if (step < at) [at, product] = [0, 1]
    // Factors are below 1: a product of 0 stays 0.
    while (at < step && product !== 0) product *= factorAt(++at)
    at = step
    return product
  }
}
