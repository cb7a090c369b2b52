import { checkNumber, checkOptions, describe, GradusError } from '@gradus/kernel'
import type { TensorSnapshot } from '../tensor-snapshot.ts'

/** What the parts of a callback's state are: a number, a number or null, or copies of weights by name or null. */
export type StateParts = Readonly<Record<string, 'number' | 'numberOrNull' | 'weightsOrNull'>>

/** A state with these parts. */
export type StateOf<Parts extends StateParts> = {
  readonly [Part in keyof Parts]: Parts[Part] extends 'number'
    ? number
    : Parts[Part] extends 'numberOrNull'
      ? number | null
      : Readonly<Record<string, TensorSnapshot>> | null
}

/** A state that a callback is given back. Throws 'type' unless it has the parts that the callback keeps. */
export function readState<const Parts extends StateParts>(callback: string, state: unknown, parts: Parts): StateOf<Parts> {
  if (typeof state !== 'object' || state === null)
    throw new GradusError('type', `${callback}: state must be what snapshot() gave, got ${describe(state)}`)
  checkOptions(callback, state, Object.keys(parts))
  for (const [part, kind] of Object.entries(parts)) {
    const value = (state as Readonly<Record<string, unknown>>)[part]
    if (value === null && kind !== 'number') continue
    if (kind === 'weightsOrNull') checkWeights(callback, part, value)
    else checkNumber(callback, `state.${part}`, value, {})
  }
  return state as StateOf<Parts>
}

function checkWeights(callback: string, part: string, weights: unknown): void {
  const isObject = typeof weights === 'object' && weights !== null
  const bad = isObject ? Object.values(weights).find((each) => !ArrayBuffer.isView(each?.data) || !Array.isArray(each.shape)) : weights
  if (isObject && bad === undefined) return
  throw new GradusError('type', `${callback}: state.${part} must be copies of weights by name, got ${describe(bad)}`)
}
