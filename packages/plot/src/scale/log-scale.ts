import * as scalar from '@gradus/kernel/scalar'
import { decimal, decimalExponent, numberText } from './decimal.ts'
import { clampMagnitude, type Range, type Scale } from './scale.ts'

/** An axis of about `count` ticks on which equal ratios are equally long. It shows positive values only. */
export function logScale(data: Range, count: number): Scale {
  const marks = marksAround(data)
  const start = scalar.log(marks[0]!.value)
  const length = scalar.log(marks.at(-1)!.value) - start
  const position = (value: number) =>
    value > 0 && value < Infinity ? Math.max(0, Math.min(1, (scalar.log(positive(value)) - start) / length)) : NaN
  const ticks = thin(marks, count).map(({ value }) => ({ position: position(value), label: numberText(value) }))
  return { position, ticks }
}

/** digit · 10^exponent */
interface Mark {
  readonly digit: number
  readonly exponent: number
  readonly value: number
}

/** Every 1, 2 and 5 times a power of ten from the last one at or below the data to the first one at or above. */
function marksAround({ min, max }: Range): Mark[] {
  const least = positive(min)
  const most = positive(max)
  const marks: Mark[] = []
  for (let exponent = decimalExponent(least); exponent <= decimalExponent(most) + 1; exponent++) {
    for (const digit of [1, 2, 5]) marks.push({ digit, exponent, value: decimal(digit, exponent) })
  }
  const first = marks.findLastIndex(({ value }) => value <= least)
  const last = marks.findIndex(({ value }, i) => i > first && value >= most)
  return marks.slice(first, last + 1)
}

/** The marks that there is room to label: all of them, the powers of ten, or every n-th of those. */
function thin(marks: readonly Mark[], count: number): readonly Mark[] {
  if (marks.length <= count + 1) return marks
  const decades = marks.filter(({ digit }) => digit === 1)
  if (decades.length < 2) return marks
  const every = Math.ceil(decades.length / count)
  return decades.filter((_, i) => (decades.length - 1 - i) % every === 0)
}

function positive(value: number): number {
  return clampMagnitude(value) || 1e-300
}
