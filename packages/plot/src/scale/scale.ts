/** Turns values into positions along an axis, and says where to label it. */
export interface Scale {
  /** 0 at the axis' beginning, 1 at its end, between them for every value this scale can show, else NaN. */
  position(value: number): number
  readonly ticks: readonly Tick[]
}

/** A labelled place on an axis. */
export interface Tick {
  readonly position: number
  readonly label: string
}

/** The least and the greatest of some values. */
export interface Range {
  readonly min: number
  readonly max: number
}

// Beyond these magnitudes differences overflow or vanish; such values are drawn at the limit.
const largest = 1e300
const smallest = 1e-300

/** The value within what an axis can tell apart: −1e300 … 1e300, nearer to 0 than 1e-300 is 0. */
export function clampMagnitude(value: number): number {
  if (Math.abs(value) < smallest) return 0
  return Math.max(-largest, Math.min(largest, value))
}

/** Which values an axis can show: finite ones, of which a log scale has the positive ones only. */
export function shownOn(scale: 'linear' | 'log'): (value: number) => boolean {
  return scale === 'log' ? (value) => value > 0 && value < Infinity : Number.isFinite
}

/** The range of those values for which `shows` holds, or undefined when there is none. */
export function rangeOf(lists: Iterable<ArrayLike<number>>, shows: (value: number) => boolean): Range | undefined {
  let min = Infinity
  let max = -Infinity
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) {
      const value = list[i]!
      if (!shows(value)) continue
      if (value < min) min = value
      if (value > max) max = value
    }
  }
  return min <= max ? { min: clampMagnitude(min), max: clampMagnitude(max) } : undefined
}
