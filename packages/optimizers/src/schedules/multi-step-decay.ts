import { checkInteger, checkNumber, checkOptions, describe, GradusError } from '@gradus/kernel'
import * as scalar from '@gradus/kernel/scalar'
import { checkLearningRate, defineSchedule, type Schedule } from './schedule.ts'

/** Options of {@link multiStepDecay}. */
export interface MultiStepDecayOptions {
  /** The steps from which on the rate is multiplied once more; each later than the one before. */
  readonly milestones: readonly number[]
  /** What it is multiplied by at each, in (0, 1]. Default 0.1, as PyTorch's `gamma`. */
  readonly factor?: number
}

/**
 * A learning rate that falls at stated steps: rate · factor^(milestones up to this step). After the last it stays.
 *
 * Throws: GradusError 'range' for a negative rate, a factor outside (0, 1], no milestones, or one that is not after the one before.
 * Source: PyTorch's `MultiStepLR`.
 *
 * @example
 * const rate = multiStepDecay(0.5, { milestones: [10, 15], factor: 0.5 })
 * rate(9) // 0.5
 * rate(10) // 0.25
 * rate(15) // 0.125
 */
export function multiStepDecay(rate: number, options: MultiStepDecayOptions): Schedule {
  checkLearningRate('multiStepDecay', 'rate', rate)
  checkOptions('multiStepDecay', options, ['milestones', 'factor'])
  const { milestones: given, factor = 0.1 } = options ?? {}
  if (!Array.isArray(given)) throw new GradusError('type', `multiStepDecay: milestones must be a list of steps, got ${describe(given)}`)
  if (given.length === 0) throw new GradusError('range', 'multiStepDecay: milestones must not be empty; for one rate there is constant')
  const milestones: readonly number[] = [...given]
  milestones.forEach((milestone, i) => {
    checkInteger('multiStepDecay', `milestones[${i}]`, milestone, { min: i === 0 ? 1 : milestones[i - 1]! + 1 })
  })
  checkNumber('multiStepDecay', 'factor', factor, { above: 0, max: 1 })
  const rateAt = (step: number): number => rate * scalar.integerPower(factor, milestones.filter((milestone) => milestone <= step).length)
  return defineSchedule('multiStepDecay', rateAt, milestones.at(-1))
}
