import { abs, subtract, type Tensor } from '@gradus/tensor'
import { defineMeanMetric, type Metric } from './metric.ts'

/**
 * The mean of |prediction − target| over all elements.
 *
 * Shape: prediction [batch, …], target the same
 * Throws: GradusError 'shape' when the shapes differ (it never broadcasts).
 *
 * @example
 * const metric = meanAbsoluteError()
 * metric.value(metric.update(metric.initialize(), tensor([1, 2]), tensor([1, 4]))) // 1
 */
export function meanAbsoluteError(): Metric<'meanAbsoluteError'> {
  return defineMeanMetric({ name: 'meanAbsoluteError', each: (prediction, target) => abs(subtract(prediction, target) as Tensor) })
}
