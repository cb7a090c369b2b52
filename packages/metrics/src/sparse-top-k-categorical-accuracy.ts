import { checkRowIndices, requireRange, type Tensor } from '@gradus/tensor'
import { amongTop, checkScores, readK, type TopKAccuracyOptions } from './among-top.ts'
import { defineMeanMetric } from './define-mean-metric.ts'
import type { Metric } from './metric.ts'

/**
 * The share of rows that have the target's class among their k largest scores. Of equal scores the first come first, as in
 * {@link sparseCategoricalAccuracy}, which is that of k = 1 (Keras counts all that equal the k-th); a row with a NaN is never right.
 *
 * Shape: prediction [batch, …, classes], target [batch, …] of int32
 * Throws: GradusError 'shape' when target does not have one number per row, 'type' when it is no int32, 'range' for a number without a class
 *   or when there are fewer than k classes.
 *
 * @example
 * const metric = sparseTopKCategoricalAccuracy({ k: 2 })
 * metric.value(metric.update(metric.initialize(), tensor([[0.2, 0.5, 0.3]]), tensor(new Int32Array([2])))) // 1
 */
export function sparseTopKCategoricalAccuracy(options: TopKAccuracyOptions = {}): Metric<'sparseTopKCategoricalAccuracy'> {
  const name = 'sparseTopKCategoricalAccuracy'
  const k = readK(name, options)
  return defineMeanMetric({
    name,
    each(prediction, target) {
      const max = prediction.shape.at(-1)! - 1
      return amongTop(prediction, requireRange(name, target, { label: 'target', min: 0, max, hint: 'classes count from 0' }), k)
    },
    check(name, prediction, target) {
      checkRowIndices(name, 'prediction', prediction, 'target', target)
      checkScores(name, k, prediction as Tensor)
    },
  })
}
