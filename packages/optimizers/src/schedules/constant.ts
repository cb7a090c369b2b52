import { checkLearningRate, defineSchedule, type Schedule } from './schedule.ts'

/**
 * The same learning rate at every step.
 *
 * Throws: GradusError 'range' for a negative or not finite rate.
 *
 * @example
 * constant(0.1)(1000) // 0.1
 */
export function constant(rate: number): Schedule {
  checkLearningRate('constant', 'rate', rate)
  return defineSchedule('constant', () => rate)
}
