import { checkBoolean, checkInteger, checkNumber, checkOptions } from '@gradus/kernel'
import * as scalar from '@gradus/kernel/scalar'
import { checkLearningRate, defineSchedule, type Schedule } from './schedule.ts'

/** Options of {@link polynomialDecay}. */
export interface PolynomialDecayOptions {
  /** The step at which the rate has come to its end. */
  readonly totalSteps: number
  /** The exponent, above 0. Default 1: a straight line. */
  readonly power?: number
  /** Where it ends, from 0 to the rate. Default 0, as in PyTorch; Keras has 0.0001. */
  readonly endRate?: number
  /** At its end goes up again, to come down at the next multiple of `totalSteps`. Default false. */
  readonly cycle?: boolean
}

/**
 * A learning rate that falls as a power of the steps that are left: endRate + (rate − endRate) · (1 − step / totalSteps)^power. Beyond
 * `totalSteps` it stays at `endRate`; with `cycle` it is that of the next multiple of `totalSteps`.
 *
 * Throws: GradusError 'range' for a negative rate, totalSteps below 1, a power of 0 or less, an endRate outside [0, rate].
 * Source: PyTorch's `PolynomialLR`, Keras' `PolynomialDecay`.
 *
 * @example
 * const rate = polynomialDecay(1, { totalSteps: 4, power: 2 })
 * rate(2) // 0.25
 * rate(9) // 0
 */
export function polynomialDecay(rate: number, options: PolynomialDecayOptions): Schedule {
  checkLearningRate('polynomialDecay', 'rate', rate)
  checkOptions('polynomialDecay', options, ['totalSteps', 'power', 'endRate', 'cycle'])
  const { totalSteps, power = 1, endRate = 0, cycle = false } = options ?? {}
  checkInteger('polynomialDecay', 'totalSteps', totalSteps, { min: 1 })
  checkNumber('polynomialDecay', 'power', power, { above: 0 })
  checkNumber('polynomialDecay', 'endRate', endRate, { min: 0, max: rate })
  checkBoolean('polynomialDecay', 'cycle', cycle)
  const rateAt = (step: number): number => {
    const total = cycle ? totalSteps * Math.max(1, Math.ceil(step / totalSteps)) : totalSteps
    return endRate + (rate - endRate) * scalar.power(1 - step / total, power)
  }
  return defineSchedule('polynomialDecay', rateAt, cycle ? undefined : totalSteps)
}
