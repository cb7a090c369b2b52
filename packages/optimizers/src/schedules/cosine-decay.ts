import { checkInteger, checkNumber, checkOptions } from '@gradus/kernel'
import { halfCosine } from './half-cosine.ts'
import { checkLearningRate, defineSchedule, type Schedule } from './schedule.ts'

/** Options of {@link cosineDecay}. */
export interface CosineDecayOptions {
  /** The step at which the rate has come to its end. */
  readonly totalSteps: number
  /** Where it ends, from 0 to the rate: PyTorch's `eta_min`, Keras' `alpha` times the rate. Default 0. */
  readonly endRate?: number
}

/**
 * A learning rate that falls along half a wave: endRate + (rate − endRate) · (1 + cos(π · step / totalSteps)) / 2. Beyond `totalSteps` it stays
 * at `endRate`.
 *
 * Throws: GradusError 'range' for a negative rate, totalSteps below 1, an endRate outside [0, rate].
 * Source: Loshchilov & Hutter 2017, SGDR: Stochastic gradient descent with warm restarts; PyTorch's `CosineAnnealingLR`, Keras' `CosineDecay`.
 *
 * @example
 * const rate = cosineDecay(1, { totalSteps: 100, endRate: 0.25 })
 * rate(0) // 1
 * rate(50) // 0.625
 * rate(1000) // 0.25
 */
export function cosineDecay(rate: number, options: CosineDecayOptions): Schedule {
  checkLearningRate('cosineDecay', 'rate', rate)
  checkOptions('cosineDecay', options, ['totalSteps', 'endRate'])
  const { totalSteps, endRate = 0 } = options ?? {}
  checkInteger('cosineDecay', 'totalSteps', totalSteps, { min: 1 })
  checkNumber('cosineDecay', 'endRate', endRate, { min: 0, max: rate })
  return defineSchedule('cosineDecay', (step) => endRate + (rate - endRate) * halfCosine(step / totalSteps), totalSteps)
}
