import { checkInteger, checkNumber, checkOptions } from '@gradus/kernel'
import * as scalar from '@gradus/kernel/scalar'
import { halfCosine } from './half-cosine.ts'
import { checkLearningRate, defineSchedule, type Schedule } from './schedule.ts'

/** Options of {@link cosineDecayRestarts}. */
export interface CosineDecayRestartsOptions {
  /** The steps of the first cycle: PyTorch's `T_0`, Keras' `first_decay_steps`. */
  readonly cycleSteps: number
  /** So many times as long as the one before is each cycle, at least 1: PyTorch's `T_mult`, Keras' `t_mul`. Default 1; Keras has 2. */
  readonly cycleFactor?: number
  /** So many times as high above `endRate` as the one before each cycle begins, in (0, 1]: Keras' `m_mul`. Default 1. */
  readonly peakFactor?: number
  /** Where each cycle ends, from 0 to the rate: PyTorch's `eta_min`, Keras' `alpha` times the rate. Default 0. */
  readonly endRate?: number
}

/**
 * A learning rate that falls along half a wave to `endRate`, again and again, each time perhaps longer and from less high. It has no last step.
 *
 * Throws: GradusError 'range' for a negative rate, cycleSteps below 1, a cycleFactor below 1, a peakFactor outside (0, 1], an endRate outside
 * [0, rate].
 * Source: Loshchilov & Hutter 2017, SGDR: Stochastic gradient descent with warm restarts; PyTorch's `CosineAnnealingWarmRestarts`, Keras'
 * `CosineDecayRestarts`.
 *
 * @example
 * const rate = cosineDecayRestarts(1, { cycleSteps: 10, cycleFactor: 2, peakFactor: 0.5 })
 * rate(5) // 0.5
 * rate(10) // 0.5
 * rate(20) // 0.25
 * rate(30) // 0.25
 */
export function cosineDecayRestarts(rate: number, options: CosineDecayRestartsOptions): Schedule {
  checkLearningRate('cosineDecayRestarts', 'rate', rate)
  checkOptions('cosineDecayRestarts', options, ['cycleSteps', 'cycleFactor', 'peakFactor', 'endRate'])
  const { cycleSteps, cycleFactor = 1, peakFactor = 1, endRate = 0 } = options ?? {}
  checkInteger('cosineDecayRestarts', 'cycleSteps', cycleSteps, { min: 1 })
  checkNumber('cosineDecayRestarts', 'cycleFactor', cycleFactor, { min: 1 })
  checkNumber('cosineDecayRestarts', 'peakFactor', peakFactor, { above: 0, max: 1 })
  checkNumber('cosineDecayRestarts', 'endRate', endRate, { min: 0, max: rate })
  return defineSchedule('cosineDecayRestarts', (step) => {
    const { cycle, share } = placeOf(step, cycleSteps, cycleFactor)
    return endRate + (rate - endRate) * scalar.integerPower(peakFactor, cycle) * halfCosine(share)
  })
}

/** In which cycle a step is, and what share of it is over. */
function placeOf(step: number, first: number, factor: number): { cycle: number; share: number } {
  if (factor === 1) return { cycle: Math.floor(step / first), share: (step % first) / first }
  const lengthOf = (cycle: number): number => first * scalar.integerPower(factor, cycle)
  const startOf = (cycle: number): number => (lengthOf(cycle) - first) / (factor - 1)
  let cycle = Math.floor(scalar.log(1 + (step / first) * (factor - 1)) / scalar.log(factor))
  // Logarithms are rounded: at the border between two cycles their starts decide.
  if (startOf(cycle) > step) cycle--
  if (startOf(cycle + 1) <= step) cycle++
  return { cycle, share: (step - startOf(cycle)) / lengthOf(cycle) }
}
