import type { Initializer } from './initializer.ts'

/** All 1: the usual start of a scale. */
export function ones(): Initializer {
  return (values) => {
    values.fill(1)
  }
}
