import { checkBoolean, checkChoice, checkInteger, checkNumber, checkOptions } from '@gradus/kernel'
import { halfCosine } from './half-cosine.ts'
import { checkLearningRate, defineSchedule, type Schedule } from './schedule.ts'

/** Options of {@link oneCycle}. */
export interface OneCycleOptions {
  /** How many steps there are: the last of them, totalSteps − 1, has the lowest rate. */
  readonly totalSteps: number
  /** The share of the steps that go up, from 0 to 1, with `threePhases` to 0.5: PyTorch's `pct_start`. Default 0.3. */
  readonly warmUpShare?: number
  /** The form of each way: 'cosine' or 'linear'. Default 'cosine'. */
  readonly annealing?: 'cosine' | 'linear'
  /** It starts at maxRate / startDivisor; at least 1. Default 25. */
  readonly startDivisor?: number
  /** It ends at the rate of the start / endDivisor; at least 1. Default 10,000. */
  readonly endDivisor?: number
  /** Comes down to the start in as many steps as it went up, and only then to the end. Default false. */
  readonly threePhases?: boolean
}

/**
 * One cycle: a learning rate that rises to `maxRate` and falls far below its start. Beyond the last step it stays at the lowest rate.
 *
 * Throws: GradusError 'range' for a negative rate, totalSteps below 1, a warmUpShare outside [0, 1] ([0, 0.5] with three phases), a divisor below 1.
 * Source: Smith & Topin 2018, Super-convergence: Very fast training of neural networks using large learning rates; PyTorch's `OneCycleLR`.
 *
 * @example
 * const rate = oneCycle(1, { totalSteps: 11, warmUpShare: 0.5, startDivisor: 4, endDivisor: 10, annealing: 'linear' })
 * rate(0) // 0.25
 * rate(1) // 0.41666666666666663
 * rate(10) // 0.025
 * rate(11) // 0.025
 */
export function oneCycle(maxRate: number, options: OneCycleOptions): Schedule {
  checkLearningRate('oneCycle', 'maxRate', maxRate)
  checkOptions('oneCycle', options, ['totalSteps', 'warmUpShare', 'annealing', 'startDivisor', 'endDivisor', 'threePhases'])
  const { totalSteps, warmUpShare = 0.3, annealing = 'cosine' } = options ?? {}
  const { startDivisor = 25, endDivisor = 1e4, threePhases = false } = options ?? {}
  checkInteger('oneCycle', 'totalSteps', totalSteps, { min: 1 })
  checkBoolean('oneCycle', 'threePhases', threePhases)
  checkNumber('oneCycle', 'warmUpShare', warmUpShare, { min: 0, max: threePhases ? 0.5 : 1 })
  checkChoice('oneCycle', 'annealing', annealing, ['cosine', 'linear'])
  checkNumber('oneCycle', 'startDivisor', startDivisor, { min: 1 })
  checkNumber('oneCycle', 'endDivisor', endDivisor, { min: 1 })
  const startRate = maxRate / startDivisor
  const endRate = startRate / endDivisor
  const up = warmUpShare * totalSteps
  const phases: readonly Phase[] = [
    { end: up - 1, from: startRate, to: maxRate },
    ...(threePhases ? [{ end: 2 * up - 2, from: maxRate, to: startRate }] : []),
    { end: totalSteps - 1, from: threePhases ? startRate : maxRate, to: endRate },
  ]
  const remaining = annealing === 'cosine' ? halfCosine : (share: number): number => 1 - share
  return defineSchedule('oneCycle', (step) => rateIn(phases, step, remaining), totalSteps - 1)
}

/** A way from one rate to another; `end` may lie between two steps, and it begins where the one before ended. */
interface Phase {
  readonly end: number
  readonly from: number
  readonly to: number
}

function rateIn(phases: readonly Phase[], step: number, remaining: (share: number) => number): number {
  const found = phases.findIndex(({ end }) => step <= end)
  const { end, from, to } = phases[found]!
  const start = found === 0 ? 0 : phases[found - 1]!.end
  // A way of no length is over.
  const share = end > start ? (step - start) / (end - start) : 1
  return to + (from - to) * remaining(share)
}
