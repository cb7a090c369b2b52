import * as e from '@gradus/kernel/expression'
import { defineElementwise } from '@gradus/tensor'
import { defineMeanMetric } from './define-mean-metric.ts'
import type { Metric } from './metric.ts'

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
  return defineMeanMetric({ name: 'meanAbsoluteError', each: distance })
}

/** In float64 from the start: the distance of two float32 is rarely one. */
const distance = /* @__PURE__ */ defineElementwise({
  name: 'distance',
  forward: (p, y) => e.abs(e.subtract(e.cast(p, 'float64'), e.cast(y, 'float64'))),
})
