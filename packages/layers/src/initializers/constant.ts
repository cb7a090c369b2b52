import { checkNumber } from '@gradus/kernel'
import type { Initializer } from './initializer.ts'

/**
 * All the same number.
 *
 * Throws: GradusError unless it is finite.
 */
export function constant(value: number): Initializer {
  checkNumber('constant', 'value', value)
  return (values) => {
    values.fill(value)
  }
}
