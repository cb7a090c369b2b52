import { checkNumber, checkOptions } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { defineElementwise } from '@gradus/tensor'
import { checkBinary, likePrediction, zeroOrOne } from './binary-target.ts'
import { defineMeanMetric } from './define-mean-metric.ts'
import type { Metric } from './metric.ts'

/** Options of {@link binaryAccuracy}. */
export interface BinaryAccuracyOptions {
  /** A prediction above it counts as 1. Default 0.5; 0 for logits. */
  readonly threshold?: number
}

/**
 * The share of elements that are on the right side of the threshold. At the threshold itself a prediction counts as 0, as in Keras;
 * NaN is on neither side and never right.
 *
 * Shape: prediction [batch, …], target the same, of 0 and 1: floats like the prediction, int32 or bool
 * Throws: GradusError 'shape' when the shapes differ (it never broadcasts), 'range' for a target that is neither 0 nor 1.
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
    each: (prediction, target) => rightSide(prediction, threshold, likePrediction(prediction, target)),
    check: checkBinary,
  })
}

const rightSide = /* @__PURE__ */ defineElementwise({
  name: 'binaryAccuracy',
  // A NaN is on neither side.
  forward: (p, threshold, y) => e.or(e.and(e.greater(p, threshold), e.equal(y, 1)), e.and(e.lessEqual(p, threshold), e.equal(y, 0))),
  checks: [{ ...zeroOrOne, input: 2 }],
})
