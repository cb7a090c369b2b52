import { checkInteger, checkNumber, describe } from '../check.ts'
import { GradusError } from '../error.ts'
import type { RandomState } from './generator.ts'

/** The largest 32-bit word. */
const maxWord = 0xffffffff

/** Throws unless `seed` is an integer in 0 … 2³²−1. */
export function checkSeed(operation: string, seed: unknown): asserts seed is number {
  checkInteger(operation, 'seed', seed, { min: 0, max: maxWord })
}

/** The counters that every generator keeps, checked, after making sure that the state is one of `algorithm`. */
export function checkState(
  state: unknown,
  algorithm: string,
  maxPosition: number,
): { position: number; forks: number; spareNormal: number | null } {
  if (typeof state !== 'object' || state === null) {
    throw new GradusError('type', `restore: state must be what snapshot() returned, got ${describe(state)}`)
  }
  const { algorithm: actual, position, forks, spareNormal } = state as Partial<RandomState>
  if (actual !== algorithm) {
    throw new GradusError('state', `restore: this generator is ${algorithm}, the state is of ${describe(actual)}`)
  }
  checkInteger('restore', 'position', position, { min: 0, max: maxPosition })
  checkInteger('restore', 'forks', forks, { min: 0, max: maxWord })
  if (spareNormal !== null) checkNumber('restore', 'spareNormal', spareNormal)
  return { position, forks, spareNormal }
}

/** A copy of a list of 32-bit words, checked. */
export function checkWords(argument: string, words: unknown, minLength: number, maxLength = minLength): number[] {
  if (!Array.isArray(words) || words.length < minLength || words.length > maxLength) {
    const count = minLength === maxLength ? `${minLength}` : `${minLength} to ${maxLength}`
    throw new GradusError('type', `restore: ${argument} must be an array of ${count} integers, got ${describe(words)}`)
  }
  for (let index = 0; index < words.length; index++) {
    checkInteger('restore', `${argument}[${index}]`, words[index], { min: 0, max: maxWord })
  }
  return words.slice()
}
