import { checkInteger, checkNumber, checkOptions } from '@gradus/kernel'
import * as scalar from '@gradus/kernel/scalar'
import { checkLearningRate, defineSchedule, type Schedule } from './schedule.ts'

/** Options of {@link stepDecay}. */
export interface StepDecayOptions {
  /** The rate is multiplied by `factor` after every so many steps. */
  readonly every: number
  /** 0.1 unless stated, as PyTorch's `gamma`. */
  readonly factor?: number
}

/**
 * A learning rate that falls in stairs: rate · factor^⌊step / every⌋. It has no last step.
 *
 * Throws: GradusError 'range' for a negative rate, a factor outside (0, 1], or `every` below 1.
 * Source: PyTorch's `StepLR`.
 *
 * @example
 * const rate = stepDecay(0.5, { every: 10, factor: 0.5 })
 * rate(9) // 0.5
 * rate(10) // 0.25
 * rate(20) // 0.125
 */
export function stepDecay(rate: number, options: StepDecayOptions): Schedule {
  checkLearningRate('stepDecay', 'rate', rate)
  checkOptions('stepDecay', options, ['every', 'factor'])
  const { every, factor = 0.1 } = options ?? {}
  checkInteger('stepDecay', 'every', every, { min: 1 })
  checkNumber('stepDecay', 'factor', factor, { above: 0, max: 1 })
  return defineSchedule('stepDecay', (step) => rate * scalar.power(factor, Math.floor(step / every)))
}
