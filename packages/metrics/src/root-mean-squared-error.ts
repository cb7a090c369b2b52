import { meanMetric } from './define-mean-metric.ts'
import { squaredDistance } from './mean-squared-error.ts'
import type { Metric } from './metric.ts'

/**
 * The square root of the mean of (prediction − target)² over all elements: an error in the units of the target.
 *
 * Shape: prediction [batch, …], target the same
 * Throws: GradusError 'shape' when the shapes differ (it never broadcasts).
 *
 * @example
 * const metric = rootMeanSquaredError()
 * metric.value(metric.update(metric.initialize(), tensor([1, 2]), tensor([4, 5]))) // 3
 */
export function rootMeanSquaredError(): Metric<'rootMeanSquaredError'> {
  return meanMetric({ name: 'rootMeanSquaredError', each: squaredDistance }, Math.sqrt)
}
