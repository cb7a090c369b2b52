import { checkNumber, checkOptions, GradusError } from '@gradus/kernel'
import type { Initializer } from './initializer.ts'

/** Options of {@link uniform}. */
export interface UniformOptions {
  /** −0.05 unless stated. */
  readonly low?: number
  /** 0.05 unless stated. */
  readonly high?: number
}

/**
 * Equally likely numbers in [low, high).
 *
 * Throws: GradusError 'range' when `high` is below `low`.
 */
export function uniform(options: UniformOptions = {}): Initializer {
  checkOptions('uniform', options, ['low', 'high'])
  const { low = -0.05, high = 0.05 } = options
  checkNumber('uniform', 'low', low)
  checkNumber('uniform', 'high', high)
  if (high < low) throw new GradusError('range', `uniform: high must be >= low, got [${low}, ${high})`)
  return (values, _, random) => random.fillUniform(values, low, high)
}
