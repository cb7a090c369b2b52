import { checkBoolean, checkInteger, checkNumber, checkOptions } from '@gradus/kernel'
import { checkLearningRate, defineSchedule, type Schedule } from './schedule.ts'

/** Options of {@link inverseTimeDecay}. */
export interface InverseTimeDecayOptions {
  /** What the rate's divisor grows by over `every` steps, at least 0. */
  readonly factor: number
  /** Default 1; Keras' `decay_steps`. */
  readonly every?: number
  /** Falls in stairs of `every` steps. Default false. */
  readonly staircase?: boolean
}

/**
 * A learning rate that falls as the inverse of time: rate / (1 + factor · step / every). It has no last step.
 *
 * Throws: GradusError 'range' for a negative rate or factor, or `every` below 1.
 * Source: Keras' `InverseTimeDecay`.
 *
 * @example
 * const rate = inverseTimeDecay(0.5, { factor: 1, every: 10 })
 * rate(10) // 0.25
 * rate(30) // 0.125
 */
export function inverseTimeDecay(rate: number, options: InverseTimeDecayOptions): Schedule {
  checkLearningRate('inverseTimeDecay', 'rate', rate)
  checkOptions('inverseTimeDecay', options, ['factor', 'every', 'staircase'])
  const { factor, every = 1, staircase = false } = options ?? {}
  checkNumber('inverseTimeDecay', 'factor', factor, { min: 0 })
  checkInteger('inverseTimeDecay', 'every', every, { min: 1 })
  checkBoolean('inverseTimeDecay', 'staircase', staircase)
  return defineSchedule('inverseTimeDecay', (step) => rate / (1 + factor * (staircase ? Math.floor(step / every) : step / every)))
}
