import { GradusError } from '@gradus/kernel'
import { messageOf } from '../message-of.ts'

/** What a store finds where a version should be: its bytes, what is wrong with them, or nothing. */
export type Found = Uint8Array | GradusError | undefined

/** A version that may be there. */
export interface VersionPlace {
  /** As error messages show it. */
  readonly text: string
  load(): Promise<Found>
}

/**
 * The newest version, or where that is damaged or missing the one before, if `fallBack` is there to be told why. Throws 'file' otherwise, saying what
 * is left.
 */
export async function newestOrPrevious(
  operation: string,
  newest: VersionPlace,
  previous: VersionPlace,
  fallBack?: (reason: GradusError) => void,
): Promise<Uint8Array | undefined> {
  const found = await newest.load()
  if (found instanceof Uint8Array) return found
  const before = await previous.load()
  if (found === undefined && before === undefined) return undefined
  const intact = before instanceof Uint8Array
  const hint = intact
    ? 'is whole: readPrevious() gives it, the option fallBack: true by itself'
    : before === undefined
      ? 'does not exist'
      : 'is damaged too'
  const text = `${found?.message ?? `${operation}: ${newest.text}: it is missing`}; the previous version ${previous.text} ${hint}`
  const reason = new GradusError('file', text, { cause: found?.cause })
  if (!intact || fallBack === undefined) throw reason
  fallBack(reason)
  return before
}

/** What makes bytes unusable, in words. */
export function damageText(error: unknown): string {
  return `it is damaged: ${messageOf(error)}`
}
