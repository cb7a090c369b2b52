import { argMax, equal, type Tensor } from '@gradus/tensor'
import { checkClasses, checkSameShape, defineMeanMetric, type Metric } from './metric.ts'

/**
 * The share of rows whose largest score stands where the one-hot target has its 1. Of equal scores the first counts.
 *
 * Shape: prediction [batch, …, classes], target the same
 * Throws: GradusError 'shape' when the shapes differ.
 *
 * @example
 * const metric = categoricalAccuracy()
 * metric.value(metric.update(metric.initialize(), tensor([[0.2, 0.8]]), tensor([[0, 1]]))) // 1
 */
export function categoricalAccuracy(): Metric<'categoricalAccuracy'> {
  return defineMeanMetric({
    name: 'categoricalAccuracy',
    each: (prediction, target) => equal(argMax(prediction, -1) as Tensor, argMax(target, -1) as Tensor) as Tensor,
    check(name, prediction, target) {
      checkClasses(name, prediction)
      checkSameShape(name, prediction, target)
    },
  })
}
