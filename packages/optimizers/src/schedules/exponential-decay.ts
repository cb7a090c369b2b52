import { checkBoolean, checkInteger, checkNumber, checkOptions } from '@gradus/kernel'
import * as scalar from '@gradus/kernel/scalar'
import { checkLearningRate, defineSchedule, type Schedule } from './schedule.ts'

/** Options of {@link exponentialDecay}. */
export interface ExponentialDecayOptions {
  /** What the rate is multiplied by over `every` steps, in (0, 1]. */
  readonly factor: number
  /** Default 1, as PyTorch's; Keras' `decay_steps`. */
  readonly every?: number
  /** Falls in stairs, as {@link stepDecay} does. Default false. */
  readonly staircase?: boolean
}

/**
 * A learning rate that falls by the same share with every step: rate · factor^(step / every). It has no last step.
 *
 * Throws: GradusError 'range' for a negative rate, a factor outside (0, 1], or `every` below 1.
 * Source: PyTorch's `ExponentialLR`, Keras' `ExponentialDecay`.
 *
 * @example
 * const rate = exponentialDecay(0.5, { factor: 0.25, every: 2 })
 * rate(1) // 0.25
 * rate(2) // 0.125
 */
export function exponentialDecay(rate: number, options: ExponentialDecayOptions): Schedule {
  checkLearningRate('exponentialDecay', 'rate', rate)
  checkOptions('exponentialDecay', options, ['factor', 'every', 'staircase'])
  const { factor, every = 1, staircase = false } = options ?? {}
  checkNumber('exponentialDecay', 'factor', factor, { above: 0, max: 1 })
  checkInteger('exponentialDecay', 'every', every, { min: 1 })
  checkBoolean('exponentialDecay', 'staircase', staircase)
  return defineSchedule('exponentialDecay', (step) => rate * scalar.power(factor, staircase ? Math.floor(step / every) : step / every))
}
