import { checkRowIndices, requireRange } from '@gradus/tensor'
import { defineMeanMetric } from './define-mean-metric.ts'
import type { Metric } from './metric.ts'
import { rightClass } from './right-class.ts'

/**
 * The share of rows whose largest score stands at the target's class number. Of equal scores the first counts; a row with
 * a NaN is never right.
 *
 * Shape: prediction [batch, …, classes], target [batch, …] of int32
 * Throws: GradusError 'shape' when target does not have one number per row, 'type' when it is no int32, 'range' for a number without a class.
 *
 * @example
 * const metric = sparseCategoricalAccuracy()
 * metric.value(metric.update(metric.initialize(), tensor([[0.2, 0.8]]), tensor(new Int32Array([1])))) // 1
 */
export function sparseCategoricalAccuracy(): Metric<'sparseCategoricalAccuracy'> {
  return defineMeanMetric({
    name: 'sparseCategoricalAccuracy',
    each(prediction, target) {
      const max = prediction.shape.at(-1)! - 1
      return rightClass(
        prediction,
        requireRange('sparseCategoricalAccuracy', target, { label: 'target', min: 0, max, hint: 'classes count from 0' }),
      )
    },
    check: (name, prediction, target) => checkRowIndices(name, 'prediction', prediction, 'target', target),
  })
}
