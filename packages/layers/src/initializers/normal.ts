import { checkNumber, checkOptions } from '@gradus/kernel'
import type { Initializer } from './initializer.ts'

/** Options of {@link normal} and `truncatedNormal`. */
export interface NormalOptions {
  /** 0 unless stated. */
  readonly mean?: number
  /** The standard deviation, 0.05 unless stated. */
  readonly deviation?: number
}

/**
 * Normally distributed numbers.
 *
 * Throws: GradusError 'range' when the deviation is negative.
 */
export function normal(options: NormalOptions = {}): Initializer {
  const { mean, deviation } = checkNormalOptions('normal', options)
  return (values, _, random) => random.fillNormal(values, mean, deviation)
}

/** The options with their defaults, checked. */
export function checkNormalOptions(operation: string, options: NormalOptions): Required<NormalOptions> {
  checkOptions(operation, options, ['mean', 'deviation'])
  const { mean = 0, deviation = 0.05 } = options
  checkNumber(operation, 'mean', mean)
  checkNumber(operation, 'deviation', deviation, { min: 0 })
  return { mean, deviation }
}
