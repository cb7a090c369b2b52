import { checkInteger, checkOptions, describe, GradusError } from '@gradus/kernel'

/**
 * Which elements to take along one axis, as in Python: `[start, end]`, or `{ start, end, step }` of which each may be left out.
 * The end is exclusive, negative positions count from the end of the axis, positions beyond it are cut, and a negative step walks backwards.
 */
export type Range =
  | readonly [start: number, end: number]
  | { readonly start?: number | undefined; readonly end?: number | undefined; readonly step?: number }

/** The positions start, start + step, …: `size` of them, all within the axis. */
export interface Span {
  readonly start: number
  readonly step: number
  readonly size: number
}

/** The positions that a range means on an axis of `length` elements. Throws 'range' for a step of 0, 'type' for anything that is no range. */
export function spanOf(operation: string, axis: number, range: Range | undefined, length: number): Span {
  if (range === undefined) return { start: 0, step: 1, size: length }
  const { start, end, step = 1 } = parts(operation, axis, range)
  const name = (part: string): string => `${part} of axis ${axis}`
  checkInteger(operation, name('step'), step)
  if (step === 0) throw new GradusError('range', `${operation}: ${name('step')} must not be 0`)
  const least = step > 0 ? 0 : -1
  const clip = (position: number | undefined, part: string, fallback: number): number => {
    if (position === undefined) return fallback
    checkInteger(operation, name(part), position)
    return Math.min(Math.max(position < 0 ? position + length : position, least), length + least)
  }
  const first = clip(start, 'start', step > 0 ? 0 : length - 1)
  const last = clip(end, 'end', step > 0 ? length : -1)
  const size = Math.max(0, Math.ceil((last - first) / step))
  return { start: size === 0 ? 0 : first, step, size }
}

function parts(operation: string, axis: number, range: Range): { start?: number | undefined; end?: number | undefined; step?: number } {
  if (isPair(range)) {
    if (range.length === 2) return { start: range[0], end: range[1] }
  } else if (typeof range === 'object' && range !== null) {
    checkOptions(`${operation}: range of axis ${axis}`, range, ['start', 'end', 'step'])
    return range
  }
  throw new GradusError('type', `${operation}: range of axis ${axis} must be [start, end] or { start, end, step }, got ${describe(range)}`)
}

// Array.isArray does not narrow a readonly tuple.
function isPair(range: Range): range is readonly [number, number] {
  return Array.isArray(range)
}
