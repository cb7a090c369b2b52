import { checkRows, defineElementwise, logSoftmax, multiply, subtract, sum, type Tensor } from '@gradus/tensor'
import { type CrossEntropyOptions, readFromLogits } from './cross-entropy-options.ts'
import { defineLoss, type Loss } from './loss.ts'
import { defineLogProbability } from './probability.ts'

/**
 * Categorical cross-entropy against one-hot (or soft) targets: −Σ y·log p over the classes.
 *
 * Shape: prediction [batch, …, classes], target the same → [], or [batch] with reduction 'none'
 * Units: nats per sample.
 * Gradient: −y / p, from logits softmax(x) − y, both divided by the count; none for the target.
 * Stable: logarithms are cut at −100, p at 1e-12 in the gradient; from logits by log-softmax. Probabilities are not normalized again.
 * Throws: GradusError 'shape' when the shapes differ, 'range' for a probability or target outside [0, 1], a target row that does not
 * sum to 1 (to a thousandth), or an empty batch.
 * Source: Goodfellow et al. 2016, Deep Learning, §6.2.2.3.
 *
 * @example
 * categoricalCrossEntropy()(tensor([[0.25, 0.75]]), tensor([[1, 0]])).item() // 1.3862943649291992
 */
export function categoricalCrossEntropy(options: CrossEntropyOptions = {}): Loss<'likePrediction'> {
  const fromLogits = readFromLogits('categoricalCrossEntropy', options)
  return defineLoss(
    {
      name: 'categoricalCrossEntropy',
      expects: fromLogits ? 'logits' : 'probabilities',
      target: 'likePrediction',
      elements: (prediction, target) => {
        checkRows('categoricalCrossEntropy', 'prediction', prediction)
        const logs = fromLogits ? logSoftmax(prediction) : logProbability(prediction)
        return subtract(0, sum(multiply(distribution(target), logs), -1))
      },
    },
    options,
  )
}

const logProbability = /* @__PURE__ */ defineLogProbability('categoricalCrossEntropy')

/** The targets themselves, after a check that each row is a distribution: its elements in [0, 1], its sum 1 (to a thousandth). */
function distribution(target: Tensor): Tensor {
  return checkedTarget(target, sum(target, -1, { keepDims: true }))
}

const checkedTarget = /* @__PURE__ */ defineElementwise({
  name: 'categoricalCrossEntropy',
  formula: 'a, whose rows must sum to 1',
  forward: (y, _rowSum) => y!,
  checks: [
    { input: 0, min: 0, max: 1, label: 'target', hint: 'targets are one-hot rows, or distributions' },
    {
      input: 1,
      min: 0.999,
      max: 1.001,
      label: 'the sum of target row',
      hint: 'each row is one-hot, or a distribution that sums to 1',
    },
  ],
})
