import { square, subtract, type Tensor } from '@gradus/tensor'
import { defineMeanMetric, type Metric } from './metric.ts'

/**
 * The mean of (prediction − target)² over all elements.
 *
 * Shape: prediction [batch, …], target the same
 * Throws: GradusError 'shape' when the shapes differ (it never broadcasts).
 *
 * @example
 * const metric = meanSquaredError()
 * metric.value(metric.update(metric.initialize(), tensor([1, 2]), tensor([1, 4]))) // 2
 */
export function meanSquaredError(): Metric<'meanSquaredError'> {
  return defineMeanMetric({ name: 'meanSquaredError', each: (prediction, target) => square(subtract(prediction, target) as Tensor) })
}
