import { describe } from '@gradus/kernel'

/** What went wrong, in words: the message of an error, or what was thrown in the place of one. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : describe(error)
}
