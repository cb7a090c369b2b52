import { checkNumber } from '@gradus/kernel'

/** The learning rate of each step, counted from 0: computed on the host in float64. */
export type Schedule = (step: number) => number

/** Throws unless a learning rate is a finite number >= 0. */
export function checkLearningRate(operation: string, argument: string, rate: unknown): asserts rate is number {
  checkNumber(operation, argument, rate, { min: 0 })
}
