import { checkNumber, checkOptions } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { defineElementwise } from '@gradus/tensor'
import { defineMeanMetric } from './define-mean-metric.ts'
import type { Metric } from './metric.ts'

/** Options of {@link meanAbsolutePercentageError}. */
export interface PercentageErrorOptions {
  /** The least that an error is measured against: where |target| is smaller, it stands for it. Default 1e-7. */
  readonly epsilon?: number
}

/**
 * The mean of 100 |prediction − target| / |target| over all elements, as in Keras. A target of 0 counts as epsilon, which makes its error
 * enormous: for targets that may be 0 another metric says more.
 *
 * Shape: prediction [batch, …], target the same
 * Units: percent.
 * Throws: GradusError 'shape' when the shapes differ (it never broadcasts).
 *
 * @example
 * const metric = meanAbsolutePercentageError()
 * metric.value(metric.update(metric.initialize(), tensor([1, 3]), tensor([2, 4]))) // 37.5
 */
export function meanAbsolutePercentageError(options: PercentageErrorOptions = {}): Metric<'meanAbsolutePercentageError'> {
  checkOptions('meanAbsolutePercentageError', options, ['epsilon'])
  const { epsilon = 1e-7 } = options
  checkNumber('meanAbsolutePercentageError', 'epsilon', epsilon, { above: 0 })
  // A formula of its own, not an operand: beside float32 numbers epsilon would be rounded to one of them.
  const percentage = defineElementwise({
    name: 'percentage',
    forward: (p, y) => {
      const [prediction, target] = [e.cast(p, 'float64'), e.cast(y, 'float64')]
      return e.divide(e.multiply(e.abs(e.subtract(prediction, target)), 100), e.maximum(e.abs(target), epsilon))
    },
  })
  return defineMeanMetric({ name: 'meanAbsolutePercentageError', each: percentage })
}
