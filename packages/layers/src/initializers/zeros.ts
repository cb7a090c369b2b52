import type { Initializer } from './initializer.ts'

/** All 0: the usual start of a bias. */
export function zeros(): Initializer {
  return (values) => {
    values.fill(0)
  }
}
