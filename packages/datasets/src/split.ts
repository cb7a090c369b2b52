import { checkNumber, describe, GradusError } from '@gradus/kernel'

/** Where each part begins and ends. */
export interface Part {
  readonly name: string
  readonly start: number
  readonly end: number
}

/**
 * The parts of `size` samples by their fractions: each border is rounded to the nearest sample, so each part is its exact share to within one.
 *
 * Throws: GradusError 'range' when the fractions do not sum to 1 or a part would be empty.
 */
export function splitParts(size: number, fractions: unknown): Part[] {
  const entries = readFractions(fractions)
  const parts: Part[] = []
  let reached = 0
  let start = 0
  for (const [name, fraction] of entries) {
    reached += fraction
    const end = Math.floor(size * reached + 0.5)
    parts.push({ name, start, end })
    start = end
  }
  const empty = parts.find((part) => part.start === part.end)
  if (empty !== undefined) {
    const counts = parts.map((part) => `${part.name} ${part.end - part.start}`).join(', ')
    throw new GradusError('range', `split: ${empty.name} would be empty: ${size} samples make ${counts}`)
  }
  return parts
}

/** The names of the parts with their fractions. Throws unless each is in (0, 1] and they sum to 1. */
export function readFractions(fractions: unknown): [name: string, fraction: number][] {
  const entries = Object.entries(named(fractions))
  let sum = 0
  for (const [name, fraction] of entries) {
    checkNumber('split', name, fraction, { above: 0, max: 1 })
    sum += fraction
  }
  // The room is for fractions like 0.7 + 0.2 + 0.1, which is 0.9999999999999999.
  if (Math.abs(sum - 1) <= 1e-9) return entries as [string, number][]
  const list = entries.map(([name, fraction]) => `${name} ${fraction}`).join(', ')
  throw new GradusError('range', `split: the fractions must sum to 1, got ${list || 'none'} (sum ${Number(sum.toFixed(9))})`)
}

function named(fractions: unknown): Record<string, unknown> {
  if (typeof fractions === 'number') {
    checkNumber('split', 'fraction', fractions, { above: 0, below: 1 })
    return { train: fractions, test: 1 - fractions }
  }
  if (typeof fractions === 'object' && fractions !== null && !Array.isArray(fractions)) return fractions as Record<string, unknown>
  throw new GradusError('type', `split: expected a fraction or { train, validation, test }, got ${describe(fractions)}`)
}
