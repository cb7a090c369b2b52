import { argMax, checkRows, checkSame } from '@gradus/tensor'
import { amongTop, checkScores, readK, type TopKAccuracyOptions } from './among-top.ts'
import { defineMeanMetric } from './define-mean-metric.ts'
import type { Metric } from './metric.ts'

/**
 * The share of rows that have the one-hot target's 1 among their k largest scores. Of equal scores the first come first, as in
 * {@link categoricalAccuracy}, which is that of k = 1 (Keras counts all that equal the k-th); a row with a NaN is never right.
 *
 * Shape: prediction [batch, …, classes], target the same
 * Throws: GradusError 'shape' when the shapes differ, 'range' when there are fewer than k classes.
 *
 * @example
 * const metric = topKCategoricalAccuracy({ k: 2 })
 * metric.value(metric.update(metric.initialize(), tensor([[0.2, 0.5, 0.3]]), tensor([[0, 0, 1]]))) // 1
 */
export function topKCategoricalAccuracy(options: TopKAccuracyOptions = {}): Metric<'topKCategoricalAccuracy'> {
  const k = readK('topKCategoricalAccuracy', options)
  return defineMeanMetric({
    name: 'topKCategoricalAccuracy',
    each: (prediction, target) => amongTop(prediction, argMax(target, -1), k),
    check(name, prediction, target) {
      checkRows(name, 'prediction', prediction)
      checkSame(name, 'prediction', prediction, 'target', target)
      checkScores(name, k, prediction)
    },
  })
}
