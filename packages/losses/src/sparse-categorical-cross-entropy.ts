import { checkInteger, GradusError } from '@gradus/kernel'
import {
  cast,
  gather,
  logSoftmax,
  multiply,
  notEqual,
  requireRange,
  squeeze,
  subtract,
  sum,
  type Tensor,
  take,
  tensor,
  unsqueeze,
  where,
} from '@gradus/tensor'
import type { CategoricalCrossEntropyOptions } from './categorical-cross-entropy.ts'
import { classTensor, readClassWeights } from './class-weights.ts'
import { readCrossEntropyOptions } from './cross-entropy-options.ts'
import { defineLoss, type Loss } from './loss.ts'
import { defineLogProbability } from './probability.ts'

/** Options of {@link sparseCategoricalCrossEntropy}. */
export interface SparseCategoricalCrossEntropyOptions extends CategoricalCrossEntropyOptions {
  /** The target of rows that do not count: no loss, no gradient, no part in the divisor of the mean. Any int32; default none. */
  readonly ignoreIndex?: number
}

/**
 * Categorical cross-entropy against class numbers: −log p of the right class.
 *
 * With `classWeights` w a row has the loss −w·log p and counts w in the mean, with `ignoreIndex` rows of that target have none and count 0:
 * PyTorch's `weight` and `ignore_index`, Keras' `ignore_class`. Where nothing counts, the mean is 0. `labelSmoothing` ε is as in PyTorch:
 * 1 − ε of the loss, and ε/classes of −Σ w·log p over the classes.
 *
 * Shape: prediction [batch, …, classes], target [batch, …] of int32 in 0 … classes−1 → [], or [batch] with reduction 'none'
 * Units: nats per sample.
 * Gradient and stability: as {@link categoricalCrossEntropy} with the one-hot target.
 * Throws: GradusError 'shape' when target does not have one index per row or weights do not fit the classes, 'type' when it is no int32,
 * 'range' for an index without a class or an option out of its range.
 *
 * @example
 * sparseCategoricalCrossEntropy()(tensor([[0.25, 0.75]]), tensor(new Int32Array([0]))).item() // 1.3862943649291992
 */
export function sparseCategoricalCrossEntropy(options: SparseCategoricalCrossEntropyOptions = {}): Loss<'classIndex'> {
  const { fromLogits, labelSmoothing } = readCrossEntropyOptions(lossName, options, ['classWeights', 'ignoreIndex'])
  const { classWeights, ignoreIndex } = options
  const weights = classWeights === undefined ? undefined : readClassWeights(lossName, 'classWeights', classWeights)
  if (ignoreIndex !== undefined) checkInteger(lossName, 'ignoreIndex', ignoreIndex, { min: -2147483648, max: 2147483647 })
  return defineLoss(
    {
      name: lossName,
      expects: fromLogits ? 'logits' : 'probabilities',
      target: 'classIndex',
      elements: (prediction, target) => {
        const logs = fromLogits ? logSoftmax(prediction) : logProbability(prediction)
        const classes = prediction.shape.at(-1)!
        const weight = weights && classTensor(lossName, 'classWeights', weights, prediction, 'prediction')
        const { index, known } = readTarget(target, classes, ignoreIndex)
        const hit = squeeze(gather(logs, unsqueeze(index, -1)), -1) as Tensor
        const right = subtract(0, weight ? multiply(hit, take(weight, index)) : hit) as Tensor
        const loss = labelSmoothing === 0 ? right : spread(right, weight ? multiply(logs, weight) : logs, labelSmoothing, classes)
        return known ? (where(known, loss, 0) as Tensor) : loss
      },
      ...((weights || ignoreIndex !== undefined) && { elementWeights: (target: Tensor) => rowWeights(target, weights, ignoreIndex) }),
    },
    options,
  )
}

const lossName = 'sparseCategoricalCrossEntropy'

const logProbability = /* @__PURE__ */ defineLogProbability(lossName)

/** Class numbers, 0 in the place of those to ignore, after a check of the others; and where there is something to know. */
function readTarget(target: Tensor, classes: number, ignoreIndex: number | undefined): { index: Tensor; known: Tensor | undefined } {
  const known = ignoreIndex === undefined ? undefined : (notEqual(target, ignoreIndex) as Tensor)
  const index = known ? (where(known, target, 0) as Tensor) : target
  return { known, index: requireRange(lossName, index, { label: 'target', min: 0, max: classes - 1, hint: 'classes count from 0' }) }
}

/** Gives a share of the loss of the right class to the mean over all classes. */
function spread(right: Tensor, logs: Tensor, labelSmoothing: number, classes: number): Tensor {
  return subtract(multiply(right, 1 - labelSmoothing), multiply(sum(logs, -1), labelSmoothing / classes)) as Tensor
}

/** What each row counts in the mean: the weight of its class, 0 where it is ignored. */
function rowWeights(target: Tensor, weights: readonly number[] | undefined, ignoreIndex: number | undefined): Tensor {
  if (target.dtype !== 'int32') throw new GradusError('type', `${lossName}: target must be int32, got ${target.dtype}`)
  if (weights === undefined) return cast(notEqual(target, ignoreIndex!), 'float64') as Tensor
  const { index, known } = readTarget(target, weights.length, ignoreIndex)
  const weight = take(tensor(Float64Array.from(weights)), index) as Tensor
  return known ? (where(known, weight, 0) as Tensor) : weight
}
