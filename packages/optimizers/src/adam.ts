import { checkChoice, checkNumber } from '@gradus/kernel'
import * as scalar from '@gradus/kernel/scalar'
import { add, divide, multiply, sqrt, square, subtract } from '@gradus/tensor'
import { defineOptimizer, type Optimizer } from './optimizer.ts'
import { checkOptimizerOptions, type OptimizerOptions } from './optimizer-options.ts'

/** Options of {@link adam}. */
export interface AdamOptions extends OptimizerOptions {
  /** How slowly the mean of the gradients forgets, in [0, 1). Default 0.9. */
  readonly beta1?: number
  /** How slowly the mean of their squares forgets, in [0, 1). Default 0.999. */
  readonly beta2?: number
  /** Keeps the step finite where the gradients vanish. Default 1e-8; Keras uses 1e-7. */
  readonly epsilon?: number
  /**
   * Where epsilon stands. 'afterCorrection' (the paper's algorithm, PyTorch): m̂ / (√v̂ + ε). 'beforeCorrection' (the paper's "epsilon
   * hat", Keras): η·√(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε). Default 'afterCorrection'.
   */
  readonly epsilonPlacement?: 'afterCorrection' | 'beforeCorrection'
}

/**
 * Adam: steps of about the learning rate in every direction, whatever the scale of the gradient.
 *
 * m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², w ← w − η · m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ).
 * Default learning rate 0.001. The epsilon convention is PyTorch's unless chosen otherwise, see `epsilonPlacement`.
 * Throws: GradusError 'range' for a beta outside [0, 1), epsilon not above 0; 'type' for an unknown option.
 * Source: Kingma & Ba 2015, Adam: A Method for Stochastic Optimization, algorithm 1.
 *
 * @example
 * const w = tensor([1], { requiresGradient: true })
 * const parameters = new Map([['w', { tensor: w, trainable: true }]])
 * const optimizer = adam({ learningRate: 0.25 })
 * optimizer.update(parameters, new Map([['w', tensor([8])]]), optimizer.initialize(parameters))
 * w.toArray() // [0.75]
 */
export function adam(options: AdamOptions = {}): Optimizer {
  checkOptimizerOptions('adam', options, ['beta1', 'beta2', 'epsilon', 'epsilonPlacement'])
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, epsilonPlacement = 'afterCorrection', ...shared } = options
  checkNumber('adam', 'beta1', beta1, { min: 0, below: 1 })
  checkNumber('adam', 'beta2', beta2, { min: 0, below: 1 })
  checkNumber('adam', 'epsilon', epsilon, { above: 0 })
  checkChoice('adam', 'epsilonPlacement', epsilonPlacement, ['afterCorrection', 'beforeCorrection'])
  return defineOptimizer(
    {
      name: 'adam',
      defaultLearningRate: 0.001,
      slots: ['mean', 'square'],
      scalars: ({ learningRate, step }) => ({
        rate: learningRate / (1 - scalar.integerPower(beta1, step)),
        rootCorrection: Math.sqrt(1 - scalar.integerPower(beta2, step)),
      }),
      update({ parameter: w, gradient: g, slots, scalars: { rate, rootCorrection } }) {
        const m = add(multiply(slots.mean, beta1), multiply(g, 1 - beta1))
        const v = add(multiply(slots.square, beta2), multiply(square(g), 1 - beta2))
        const root =
          epsilonPlacement === 'afterCorrection'
            ? add(divide(sqrt(v), rootCorrection), epsilon)
            : divide(add(sqrt(v), epsilon), rootCorrection)
        return { parameter: subtract(w, multiply(divide(m, root), rate)), slots: { mean: m, square: v } }
      },
    },
    shared,
  )
}
