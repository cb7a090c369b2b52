import { checkGain, type GainOptions } from './gain.ts'
import type { Initializer } from './initializer.ts'
import { varianceScaling } from './variance-scaling.ts'

/**
 * Truncated normal numbers of deviation gain · √(2 / (inputs + outputs)).
 *
 * Throws: GradusError 'range' unless the gain is positive.
 * Source: Glorot & Bengio 2010, Understanding the difficulty of training deep feedforward neural networks, eq. 12.
 */
export function glorotNormal(options: GainOptions = {}): Initializer {
  const gain = checkGain('glorotNormal', options, { above: 0 })
  return varianceScaling({ scale: gain * gain, fan: 'mean' })
}
