import * as e from '@gradus/kernel/expression'
import { defineElementwise } from '@gradus/tensor'
import { defineMeanMetric } from './define-mean-metric.ts'
import type { Metric } from './metric.ts'

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
  return defineMeanMetric({ name: 'meanSquaredError', each: squaredDistance })
}

/** In float64 from the start: float32 squares of large numbers would overflow before they are summed. */
export const squaredDistance = /* @__PURE__ */ defineElementwise({
  name: 'squaredDistance',
  forward: (p, y) => {
    const difference = e.subtract(e.cast(p, 'float64'), e.cast(y, 'float64'))
    return e.multiply(difference, difference)
  },
})
