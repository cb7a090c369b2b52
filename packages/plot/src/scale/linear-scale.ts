import { decimal, decimalExponent, tickTexts } from './decimal.ts'
import type { Range, Scale } from './scale.ts'

/** How a linear axis is divided. */
export interface LinearScaleOptions {
  /** At most about this many ticks. */
  readonly count: number
  /** Lengthen the axis to the ticks around the data. */
  readonly extend?: boolean
  /** No tick between whole numbers: epochs. */
  readonly whole?: boolean
}

/** An axis with even steps of 1, 2 or 5 times a power of ten. */
export function linearScale(data: Range, { count, extend = false, whole = false }: LinearScaleOptions): Scale {
  const { min, max } = widen(data)
  const { digit, exponent } = niceStep((max - min) / count, whole)
  const step = decimal(digit, exponent)
  // A hair beyond the end still counts as the end: 0.3 / 0.1 is not 3.
  const hair = 1e-5
  const first = extend ? Math.floor(min / step + hair) : Math.ceil(min / step - hair)
  const last = extend ? Math.ceil(max / step - hair) : Math.floor(max / step + hair)
  const start = extend ? Math.min(min, decimal(first * digit, exponent)) : min
  const end = extend ? Math.max(max, decimal(last * digit, exponent)) : max
  const position = (value: number) => (Number.isFinite(value) ? Math.max(0, Math.min(1, (value - start) / (end - start))) : NaN)
  const values = Array.from({ length: last - first + 1 }, (_, i) => decimal((first + i) * digit, exponent))
  const labels = tickTexts(values, exponent)
  return { position, ticks: values.map((value, i) => ({ position: position(value), label: labels[i]! })) }
}

/** The least step of 1, 2 or 5 times a power of ten that is no less than `rough`. */
function niceStep(rough: number, whole: boolean): { digit: number; exponent: number } {
  if (whole && rough <= 1) return { digit: 1, exponent: 0 }
  const exponent = decimalExponent(rough)
  const mantissa = rough / decimal(1, exponent)
  // Rounding may have left a hair above the digit.
  const digit = [1, 2, 5].find((candidate) => mantissa <= candidate * 1.000001)
  return digit === undefined ? { digit: 1, exponent: exponent + 1 } : { digit, exponent }
}

/** A range with room in it: data that hardly differ lie in the middle of theirs. */
function widen({ min, max }: Range): Range {
  const magnitude = Math.max(Math.abs(min), Math.abs(max))
  if (magnitude === 0) return { min: 0, max: 1 }
  if (max - min > magnitude * 1e-9) return { min, max }
  return { min: min - magnitude / 2, max: max + magnitude / 2 }
}
