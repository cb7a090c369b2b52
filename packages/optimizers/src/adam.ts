import { checkBoolean, checkChoice, checkNumber } from '@gradus/kernel'
import * as scalar from '@gradus/kernel/scalar'
import { add, divide, maximum, multiply, sqrt, square, subtract } from '@gradus/tensor'
import { defineOptimizer } from './define-optimizer.ts'
import type { Optimizer } from './optimizer.ts'
import type { OptimizerOptions } from './optimizer-options.ts'
import type { Slots } from './state.ts'
import type { GroupRule } from './update-rule.ts'

/** Options of {@link adam}. */
export interface AdamOptions extends OptimizerOptions<AdamOptions> {
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
  /** Divides by the root of the largest mean of squares so far, so that steps never grow again. Default false. */
  readonly amsgrad?: boolean
}

/**
 * Adam: steps of about the learning rate in every direction, whatever the scale of the gradient.
 *
 * m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², w ← w − η · m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ).
 * Default learning rate 0.001. Follows PyTorch; for Keras' numbers choose `epsilonPlacement: 'beforeCorrection'`, `epsilon: 1e-7`, and
 * `decoupledWeightDecay: true` with weight decay. With amsgrad v is replaced by the largest v so far, before its correction, as in both.
 * Throws: GradusError 'range' for a beta outside [0, 1), epsilon not above 0; 'type' for an unknown option.
 * Source: Kingma & Ba 2015, Adam: A Method for Stochastic Optimization, algorithm 1; Reddi et al. 2018, On the convergence of Adam and
 * beyond.
 *
 * @example
 * const w = tensor([1], { requiresGradient: true })
 * const parameters = new Map([['w', { tensor: w, trainable: true }]])
 * const optimizer = adam({ learningRate: 0.25 })
 * optimizer.update(parameters, new Map([['w', tensor([8])]]), optimizer.initialize(parameters))
 * w.toArray() // [0.75]
 */
export function adam(options: AdamOptions = {}): Optimizer {
  return defineOptimizer(
    { name: 'adam', defaultLearningRate: 0.001, options: adamOptions, rule: (own: AdamOptions) => adamRule('adam', own) },
    options,
  )
}

/** The names of Adam's own options. */
export const adamOptions = ['beta1', 'beta2', 'epsilon', 'epsilonPlacement', 'amsgrad'] as const

/** Adam's update rule with these options, for all that differ only in their weight decay. */
export function adamRule(name: string, options: AdamOptions): GroupRule {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, epsilonPlacement = 'afterCorrection', amsgrad = false } = options
  checkNumber(name, 'beta1', beta1, { min: 0, below: 1 })
  checkNumber(name, 'beta2', beta2, { min: 0, below: 1 })
  checkNumber(name, 'epsilon', epsilon, { above: 0 })
  checkChoice(name, 'epsilonPlacement', epsilonPlacement, ['afterCorrection', 'beforeCorrection'])
  checkBoolean(name, 'amsgrad', amsgrad)
  return {
    slots: ['mean', 'square', ...(amsgrad ? ['largestSquare'] : [])],
    scalars: ({ learningRate, step }) => ({
      rate: learningRate / (1 - scalar.integerPower(beta1, step)),
      rootCorrection: Math.sqrt(1 - scalar.integerPower(beta2, step)),
    }),
    update({ parameter: w, gradient: g, slots, scalars }) {
      const m = add(multiply(slots.mean!, beta1), multiply(g, 1 - beta1))
      const v = add(multiply(slots.square!, beta2), multiply(square(g), 1 - beta2))
      const largest = amsgrad ? maximum(slots.largestSquare!, v) : v
      const root =
        epsilonPlacement === 'afterCorrection'
          ? add(divide(sqrt(largest), scalars.rootCorrection!), epsilon)
          : divide(add(sqrt(largest), epsilon), scalars.rootCorrection!)
      return {
        parameter: subtract(w, multiply(divide(m, root), scalars.rate!)),
        slots: { mean: m, square: v, ...(amsgrad && { largestSquare: largest }) } as Slots,
      }
    },
  }
}
