import { checkRows, logSoftmax, multiply, subtract, sum, type Tensor } from '@gradus/tensor'
import { classTensor, readClassWeights } from './class-weights.ts'
import { type CrossEntropyOptions, readCrossEntropyOptions, smooth } from './cross-entropy-options.ts'
import { defineDistribution } from './distribution.ts'
import { defineLoss, type Loss } from './loss.ts'
import { defineLogProbability } from './probability.ts'

/** Options of {@link categoricalCrossEntropy}. */
export interface CategoricalCrossEntropyOptions extends CrossEntropyOptions {
  /** What each class counts, one number ≥ 0 for each; the mean is divided by the sum of what was counted. Default 1 for all. */
  readonly classWeights?: readonly number[]
}

/**
 * Categorical cross-entropy against one-hot (or soft) targets: −Σ y·log p over the classes.
 *
 * With `classWeights` w it is −Σ w·y·log p, and a row counts Σ w·y in the mean, so that one-hot rows give what PyTorch's `weight` gives for class
 * numbers. (For soft rows PyTorch divides by the number of rows.) `labelSmoothing` ε makes y (1 − ε) + ε/classes of y in the losses alone.
 *
 * Shape: prediction [batch, …, classes], target the same → [], or [batch] with reduction 'none'
 * Units: nats per sample.
 * Gradient: −y / p, from logits softmax(x) − y, both divided by the count; none for the target.
 * Stable: logarithms are cut at −100, p at 1e-12 in the gradient; from logits by log-softmax. Probabilities are not normalized again.
 * Throws: GradusError 'shape' when the shapes differ or weights do not fit the classes, 'range' for a probability or target outside [0, 1],
 * a target row that does not sum to 1 (to a thousandth), an empty batch, or an option out of its range.
 * Source: Goodfellow et al. 2016, Deep Learning, §6.2.2.3.
 *
 * @example
 * categoricalCrossEntropy()(tensor([[0.25, 0.75]]), tensor([[1, 0]])).item() // 1.3862943649291992
 */
export function categoricalCrossEntropy(options: CategoricalCrossEntropyOptions = {}): Loss<'likePrediction'> {
  const { fromLogits, labelSmoothing } = readCrossEntropyOptions(lossName, options, ['classWeights'])
  const { classWeights } = options
  const weights = classWeights === undefined ? undefined : readClassWeights(lossName, 'classWeights', classWeights)
  const weigh = (rows: Tensor, like: Tensor, likeName: string): Tensor =>
    weights === undefined ? rows : (multiply(rows, classTensor(lossName, 'classWeights', weights, like, likeName)) as Tensor)
  return defineLoss(
    {
      name: lossName,
      expects: fromLogits ? 'logits' : 'probabilities',
      target: 'likePrediction',
      elements: (prediction, target) => {
        checkRows(lossName, 'prediction', prediction)
        const y = smooth(distribution(target), labelSmoothing, prediction.shape.at(-1)!)
        const logs = fromLogits ? logSoftmax(prediction) : logProbability(prediction)
        return subtract(0, sum(multiply(weigh(y, prediction, 'prediction'), logs), -1))
      },
      ...(weights && {
        elementWeights: (target: Tensor) => {
          checkRows(lossName, 'target', target)
          return sum(weigh(distribution(target), target, 'target'), -1)
        },
      }),
    },
    options,
  )
}

const lossName = 'categoricalCrossEntropy'

const logProbability = /* @__PURE__ */ defineLogProbability(lossName)

const distribution = /* @__PURE__ */ defineDistribution(lossName)
