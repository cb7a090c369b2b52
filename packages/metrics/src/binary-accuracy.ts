import { checkNumber, checkOptions } from '@gradus/kernel'
import { cast, equal, greater, type Tensor } from '@gradus/tensor'
import { defineMeanMetric, type Metric } from './metric.ts'

/** Options of {@link binaryAccuracy}. */
export interface BinaryAccuracyOptions {
  /** A prediction above it counts as 1. Default 0.5; 0 for logits. */
  readonly threshold?: number
}

/**
 * The share of elements that are on the right side of the threshold. At the threshold itself a prediction counts as 0, as in Keras.
 *
 * Shape: prediction [batch, …], target the same, of 0 and 1
 * Throws: GradusError 'shape' when the shapes differ (it never broadcasts).
 *
 * @example
 * const metric = binaryAccuracy()
 * metric.value(metric.update(metric.initialize(), tensor([0.9, 0.8]), tensor([1, 0]))) // 0.5
 */
export function binaryAccuracy(options: BinaryAccuracyOptions = {}): Metric<'binaryAccuracy'> {
  checkOptions('binaryAccuracy', options, ['threshold'])
  const { threshold = 0.5 } = options
  checkNumber('binaryAccuracy', 'threshold', threshold)
  return defineMeanMetric({
    name: 'binaryAccuracy',
    each: (prediction, target) => equal(cast(greater(prediction, threshold) as Tensor, target.dtype), target) as Tensor,
  })
}
