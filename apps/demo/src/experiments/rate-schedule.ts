import { cosineDecay, oneCycle, type Schedule } from '@gradus/optimizers'
import type { ScheduleName } from './rate-schedule-names.ts'

/** The learning rate of each step: `rate` is its highest. */
export function rateSchedule(name: ScheduleName, rate: number, totalSteps: number): Schedule | number {
  if (name === 'one-cycle') return oneCycle(rate, { totalSteps })
  if (name === 'cosine') return cosineDecay(rate, { totalSteps })
  return rate
}
