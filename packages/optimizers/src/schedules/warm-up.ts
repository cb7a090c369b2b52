import { checkInteger, checkOptions, describe, GradusError } from '@gradus/kernel'
import { constant } from './constant.ts'
import { checkLearningRate, defineSchedule, type Schedule } from './schedule.ts'

/** Options of {@link warmUp}. */
export interface WarmUpOptions {
  /** How many steps it takes, before the schedule begins. */
  readonly steps: number
  /** The learning rate at step 0. Default 0. */
  readonly from?: number
}

/**
 * A straight rise to the first learning rate of a schedule, which then takes its course: its step 0 is step `steps`, and what has an end ends so
 * much later.
 *
 * Throws: GradusError 'range' for steps below 1, a negative rate, or a warm-up that is longer than the schedule it leads to.
 * Source: Goyal et al. 2017, Accurate, large minibatch SGD, §2.2; Keras' `warmup_steps`, PyTorch's `LinearLR` in a `SequentialLR`.
 *
 * @example
 * const rate = warmUp(cosineDecay(1, { totalSteps: 100 }), { steps: 4 })
 * rate(1) // 0.25
 * rate(4) // 1
 * rate(54) // 0.5
 * warmUp(0.5, { steps: 2, from: 0.25 })(1) // 0.375
 */
export function warmUp(schedule: Schedule | number, options: WarmUpOptions): Schedule {
  if (typeof schedule === 'number') checkLearningRate('warmUp', 'schedule', schedule)
  const after = typeof schedule === 'number' ? constant(schedule) : schedule
  if (typeof after !== 'function')
    throw new GradusError('type', `warmUp: schedule must be a learning rate or a function of the step, got ${describe(schedule)}`)
  checkOptions('warmUp', options, ['steps', 'from'])
  const { steps, from = 0 } = options ?? {}
  checkInteger('warmUp', 'steps', steps, { min: 1 })
  checkLearningRate('warmUp', 'from', from)
  const { totalSteps } = after
  if (totalSteps !== undefined && steps > totalSteps)
    throw new GradusError('range', `warmUp: steps must be an integer <= ${totalSteps}, the steps of the schedule it leads to, got ${steps}`)
  const rateAt = (step: number): number => (step < steps ? from + (after(0) - from) * (step / steps) : after(step - steps))
  return defineSchedule('warmUp', rateAt, totalSteps === undefined ? undefined : totalSteps + steps)
}
