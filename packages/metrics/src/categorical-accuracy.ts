import { argMax, checkRows, checkSame } from '@gradus/tensor'
import { defineMeanMetric } from './define-mean-metric.ts'
import type { Metric } from './metric.ts'
import { rightClass } from './right-class.ts'

/**
 * The share of rows whose largest score stands where the one-hot target has its 1. Of equal scores the first counts; a row
 * with a NaN is never right.
 *
 * Shape: prediction [batch, …, classes], target the same
 * Throws: GradusError 'shape' when the shapes differ or there are no classes.
 *
 * @example
 * const metric = categoricalAccuracy()
 * metric.value(metric.update(metric.initialize(), tensor([[0.2, 0.8]]), tensor([[0, 1]]))) // 1
 */
export function categoricalAccuracy(): Metric<'categoricalAccuracy'> {
  return defineMeanMetric({
    name: 'categoricalAccuracy',
    each: (prediction, target) => rightClass(prediction, argMax(target, -1)),
    check(name, prediction, target) {
      checkRows(name, 'prediction', prediction)
      checkSame(name, 'prediction', prediction, 'target', target)
    },
  })
}
