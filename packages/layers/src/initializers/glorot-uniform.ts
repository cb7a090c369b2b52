import { checkGain, type GainOptions } from './gain.ts'
import type { Initializer } from './initializer.ts'
import { varianceScaling } from './variance-scaling.ts'

/**
 * Equally likely numbers in ±gain · √(6 / (inputs + outputs)): the usual start of a kernel.
 *
 * Throws: GradusError 'range' unless the gain is positive.
 * Source: Glorot & Bengio 2010, Understanding the difficulty of training deep feedforward neural networks, eq. 16.
 */
export function glorotUniform(options: GainOptions = {}): Initializer {
  const gain = checkGain('glorotUniform', options, { above: 0 })
  return varianceScaling({ scale: gain * gain, fan: 'mean', distribution: 'uniform' })
}
