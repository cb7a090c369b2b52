import { type AdamOptions, adamOptions, adamRule } from './adam.ts'
import { defineOptimizer } from './define-optimizer.ts'
import type { Optimizer } from './optimizer.ts'

/** Options of {@link adamW}: those of Adam, with other defaults of the weight decay. */
export type AdamWOptions = AdamOptions

/**
 * AdamW: Adam with a weight decay that its scaling does not touch, w ← w − η·λ·w before each step.
 *
 * Default learning rate 0.001, weight decay 0.01 as in PyTorch (Keras 0.004); both scale the decay by the learning rate. The epsilon
 * convention is PyTorch's; for Keras' numbers choose `epsilonPlacement: 'beforeCorrection'` and `epsilon: 1e-7`.
 * Throws: GradusError 'range' for a beta outside [0, 1), epsilon not above 0, a weight decay below 0; 'type' for an unknown option.
 * Source: Loshchilov & Hutter 2019, Decoupled weight decay regularization.
 *
 * @example
 * const w = tensor([1], { requiresGradient: true })
 * const parameters = new Map([['w', { tensor: w, trainable: true }]])
 * const optimizer = adamW({ learningRate: 0.25, weightDecay: 0.5 })
 * optimizer.update(parameters, new Map([['w', tensor([8])]]), optimizer.initialize(parameters))
 * w.toArray() // [0.625]
 */
export function adamW(options: AdamWOptions = {}): Optimizer {
  return defineOptimizer(
    {
      name: 'adamW',
      defaultLearningRate: 0.001,
      defaultWeightDecay: 0.01,
      decoupledWeightDecay: true,
      options: adamOptions,
      rule: (own: AdamWOptions) => adamRule('adamW', own),
    },
    options,
  )
}
