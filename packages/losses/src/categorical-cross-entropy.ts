import { checkBoolean, expression as e, numerics } from '@gradus/kernel'
import { defineElementwise, logSoftmax, multiply, negate, sum, type Tensor } from '@gradus/tensor'
import type { CrossEntropyOptions } from './binary-cross-entropy.ts'
import { checkLossOptions, defineLoss, type Loss } from './loss.ts'

/**
 * Categorical cross-entropy against one-hot (or soft) targets: −Σ y·log p over the classes.
 *
 * Shape: prediction [batch, …, classes], target the same → [], or [batch] with reduction 'none'
 * Units: nats per sample.
 * Gradient: −y / p, from logits softmax(x) − y, both divided by the count; none for the target.
 * Stable: logarithms are cut at −100, p at 1e-12 in the gradient; from logits by log-softmax. Probabilities are not normalized again.
 * Throws: GradusError 'shape' when the shapes differ, 'range' for a probability or target outside [0, 1] or target rows that do not sum to 1.
 * Source: Goodfellow et al. 2016, Deep Learning, §6.2.2.3.
 *
 * @example
 * categoricalCrossEntropy()(tensor([[0.25, 0.75]]), tensor([[1, 0]])).item() // 1.3862943649291992
 */
export function categoricalCrossEntropy(options: CrossEntropyOptions = {}): Loss<'likePrediction'> {
  checkLossOptions('categoricalCrossEntropy', options, ['fromLogits'])
  const { fromLogits = false } = options
  checkBoolean('categoricalCrossEntropy', 'fromLogits', fromLogits)
  return defineLoss(
    {
      name: 'categoricalCrossEntropy',
      expects: fromLogits ? 'logits' : 'probabilities',
      target: 'likePrediction',
      elements: (prediction, target) => {
        const logs = fromLogits ? logSoftmax(prediction) : logProbability(prediction)
        return negate(sum(multiply(distribution(target), logs as Tensor), -1) as Tensor)
      },
    },
    options,
  )
}

const cutLog = /* @__PURE__ */ e.formula({ name: 'log', text: 'log(a)', define: (p) => e.maximum(numerics.log(p!), -100) })

/** log p, cut at −100; p is cut at 1e-12 in the gradient. */
export const logProbability = /* @__PURE__ */ defineElementwise({
  name: 'logProbability',
  forward: (p) => cutLog(p!),
  gradient: ({ g }, p) => [e.divide(g, e.maximum(p!, 1e-12))],
  checks: [{ input: 0, min: 0, max: 1, allowNaN: true, label: 'prediction', hint: 'for logits pass { fromLogits: true }' }],
})

/** The targets themselves, after a check that each row is a distribution: its elements in [0, 1], its sum 1 (to a thousandth). */
function distribution(target: Tensor): Tensor {
  return checkedTarget(target, sum(target, -1, { keepDims: true }) as Tensor)
}

const checkedTarget = /* @__PURE__ */ defineElementwise({
  name: 'categoricalCrossEntropy',
  forward: (y, _rowSum) => y!,
  checks: [
    { input: 0, min: 0, max: 1, label: 'target' },
    {
      input: 1,
      min: 0.999,
      max: 1.001,
      label: 'the sum of target row',
      hint: 'each row of the targets is a distribution: one-hot, or it sums to 1',
    },
  ],
})
