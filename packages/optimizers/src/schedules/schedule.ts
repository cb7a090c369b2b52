import { checkInteger, checkNumber } from '@gradus/kernel'

/**
 * The learning rate of each step, counted from 0: computed on the host in float64. It depends on nothing but the step.
 */
export interface Schedule {
  (step: number): number
  /** The first step of those at which it has come to its end and stays there; undefined when it never does. */
  readonly totalSteps?: number
}

/** Throws unless a learning rate is a finite number >= 0. */
export function checkLearningRate(operation: string, argument: string, rate: unknown): asserts rate is number {
  checkNumber(operation, argument, rate, { min: 0 })
}

/** A schedule that checks its step and, where it has an end, stays there. */
export function defineSchedule(name: string, rateAt: (step: number) => number, totalSteps?: number): Schedule {
  const schedule = (step: number): number => {
    checkInteger(name, 'step', step, { min: 0 })
    return rateAt(totalSteps === undefined ? step : Math.min(step, totalSteps))
  }
  return totalSteps === undefined ? schedule : Object.assign(schedule, { totalSteps })
}
