import { checkOptions, describe, GradusError } from '@gradus/kernel'

/** What a callback of ours remembers: numbers, and copies of weights. */
// biome-ignore lint/suspicious/noExplicitAny: what the parts are, each callback knows
export type PlainState = Record<string, any>

/** Throws unless a state has the parts that a callback keeps, and numbers where they are numbers. */
export function checkState(callback: string, state: unknown, parts: readonly string[]): asserts state is PlainState {
  if (typeof state !== 'object' || state === null)
    throw new GradusError('type', `${callback}: state must be what snapshot() gave, got ${describe(state)}`)
  checkOptions(callback, state, parts)
  for (const part of parts) {
    const value = (state as PlainState)[part] as unknown
    if (value !== null && typeof value !== 'number' && typeof value !== 'object')
      throw new GradusError('type', `${callback}: ${part} of its state is ${describe(value)}`)
  }
}
