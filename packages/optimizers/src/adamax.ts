import { checkChoice, checkNumber } from '@gradus/kernel'
import * as scalar from '@gradus/kernel/scalar'
import { abs, add, divide, maximum, multiply, subtract } from '@gradus/tensor'
import { defineOptimizer } from './define-optimizer.ts'
import type { Optimizer } from './optimizer.ts'
import type { OptimizerOptions } from './optimizer-options.ts'

/** Options of {@link adamax}. */
export interface AdamaxOptions extends OptimizerOptions<AdamaxOptions> {
  /** How slowly the mean of the gradients forgets, in [0, 1). Default 0.9. */
  readonly beta1?: number
  /** How slowly the largest gradient forgets, in [0, 1). Default 0.999. */
  readonly beta2?: number
  /** Keeps the step finite where the gradients vanish. Default 1e-8; Keras uses 1e-7. */
  readonly epsilon?: number
  /**
   * Where epsilon stands. 'gradient' (PyTorch): u ← max(β₂·u, |g| + ε), which is remembered. 'norm' (Keras): m / (u + ε), with u ← max(β₂·u, |g|).
   * Default 'gradient'.
   */
  readonly epsilonPlacement?: 'gradient' | 'norm'
}

/**
 * Adamax: Adam with the largest gradient, slowly forgotten, in place of the root of a mean of squares.
 *
 * m ← β₁·m + (1 − β₁)·g, u ← max(β₂·u, |g| + ε), w ← w − η / (1 − β₁ᵗ) · m / u. Default learning rate 0.002 as in PyTorch (Keras 0.001).
 * Follows PyTorch; for Keras' numbers choose `epsilonPlacement: 'norm'`, `epsilon: 1e-7`, and `decoupledWeightDecay: true` with weight decay.
 * Throws: GradusError 'range' for a beta outside [0, 1), epsilon not above 0; 'type' for an unknown option.
 * Source: Kingma & Ba 2015, Adam: A Method for Stochastic Optimization, algorithm 2.
 *
 * @example
 * const w = tensor([1], { requiresGradient: true })
 * const parameters = new Map([['w', { tensor: w, trainable: true }]])
 * const optimizer = adamax({ learningRate: 0.25 })
 * optimizer.update(parameters, new Map([['w', tensor([8])]]), optimizer.initialize(parameters))
 * w.toArray() // [0.75]
 */
export function adamax(options: AdamaxOptions = {}): Optimizer {
  return defineOptimizer(
    {
      name: 'adamax',
      defaultLearningRate: 0.002,
      options: ['beta1', 'beta2', 'epsilon', 'epsilonPlacement'],
      rule({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, epsilonPlacement = 'gradient' }: AdamaxOptions) {
        checkNumber('adamax', 'beta1', beta1, { min: 0, below: 1 })
        checkNumber('adamax', 'beta2', beta2, { min: 0, below: 1 })
        checkNumber('adamax', 'epsilon', epsilon, { above: 0 })
        checkChoice('adamax', 'epsilonPlacement', epsilonPlacement, ['gradient', 'norm'])
        return {
          slots: ['mean', 'largest'],
          scalars: ({ learningRate, step }) => ({ rate: learningRate / (1 - scalar.integerPower(beta1, step)) }),
          update({ parameter: w, gradient: g, slots, scalars: { rate } }) {
            const m = add(multiply(slots.mean, beta1), multiply(g, 1 - beta1))
            const size = epsilonPlacement === 'gradient' ? add(abs(g), epsilon) : abs(g)
            const u = maximum(multiply(slots.largest, beta2), size)
            const norm = epsilonPlacement === 'gradient' ? u : add(u, epsilon)
            return { parameter: subtract(w, multiply(divide(m, norm), rate)), slots: { mean: m, largest: u } }
          },
        }
      },
    },
    options,
  )
}
