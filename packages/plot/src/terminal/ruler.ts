import * as scalar from '@gradus/kernel/scalar'
import { clampMagnitude, type Range } from '../scale/scale.ts'

/** Measures heights between the least and the greatest value. */
export interface Ruler {
  /** 0 for the least value, 1 for the greatest; NaN for what cannot be shown. */
  position(value: number): number
  /** The value at a height of 0, ½ or 1. */
  valueAt(position: number): number
}

/** A ruler for these data; without any it goes from 0 to 1, on a log scale from 0.1 to 1. */
export function ruler(data: Range | undefined, scale: 'linear' | 'log'): Ruler {
  return scale === 'log' ? logRuler(data ?? { min: 0.1, max: 1 }) : linearRuler(data ?? { min: 0, max: 1 })
}

function linearRuler({ min, max }: Range): Ruler {
  // Values that are all the same lie in the middle of a range around them.
  const room = max > min ? 0 : Math.abs(max) / 2 || 0.5
  const [low, high] = [min - room, max + room]
  return {
    position: (value) => (Number.isFinite(value) ? between((clampMagnitude(value) - low) / (high - low)) : NaN),
    valueAt: (position) => (position === 1 ? high : position === 0 ? low : low + (high - low) * position),
  }
}

function logRuler({ min, max }: Range): Ruler {
  const room = max > min ? 1 : 2
  const [low, high] = [Math.max(min, 1e-300) / room, Math.max(max, 1e-300) * room]
  const length = scalar.log(high) - scalar.log(low)
  return {
    position: (value) =>
      value > 0 && value < Infinity ? between((scalar.log(clampMagnitude(value) || 1e-300) - scalar.log(low)) / length) : NaN,
    valueAt: (position) => (position === 1 ? high : position === 0 ? low : Math.sqrt(low) * Math.sqrt(high)),
  }
}

function between(position: number): number {
  return Math.max(0, Math.min(1, position))
}
