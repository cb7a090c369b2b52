import { checkOptions, describe, GradusError } from '@gradus/kernel'
import { checkText } from './check-text.ts'
import { checkFiniteNumbers, checkNumbers, type Numbers } from './numbers.ts'
import { numberText } from './scale/decimal.ts'

/** One line of a loss curve. */
export interface Series {
  /** What the legend calls it. */
  readonly name: string
  /** One number per epoch. NaN and ±Infinity leave a gap. */
  readonly values: Numbers
  /** The epoch of each value, ascending; 1, 2, 3 … unless stated. */
  readonly x?: Numbers
}

/** A series whose epochs are known. */
export type Line = Required<Series>

/** One series or several, checked, with their epochs. Throws 'type', 'range' or 'shape' for what cannot be drawn. */
export function checkSeries(operation: string, series: unknown): Line[] {
  const list: readonly unknown[] = Array.isArray(series) ? series : [series]
  if (list.length === 0) throw new GradusError('range', `${operation}: series is empty, expected at least one`)
  return list.map((item, i) => {
    const argument = Array.isArray(series) ? `series[${i}]` : 'series'
    if (typeof item !== 'object' || item === null || !('values' in item)) {
      throw new GradusError('type', `${operation}: ${argument} is ${describe(item)}, expected an object { name, values }`)
    }
    checkOptions(`${operation}: ${argument}`, item, ['name', 'values', 'x'])
    const { name, values, x } = item as Partial<Series>
    checkText(operation, `${argument}.name`, name)
    checkNumbers(operation, `${argument}.values`, values)
    if (x === undefined) return { name, values, x: Float64Array.from(values, (_, epoch) => epoch + 1) }
    checkFiniteNumbers(operation, `${argument}.x`, x)
    if (x.length !== values.length) {
      throw new GradusError('shape', `${operation}: ${argument} has ${values.length} values, but ${x.length} in x`)
    }
    for (let k = 1; k < x.length; k++) {
      if (x[k]! < x[k - 1]!) {
        throw new GradusError('range', `${operation}: ${argument}.x[${k}] is ${x[k]} after ${x[k - 1]}, expected ascending numbers`)
      }
    }
    return { name, values, x }
  })
}

/** A line in words: where it begins and ends, its least value, and how many of its values the picture cannot show. */
export function describeLine({ name, values, x }: Line, xLabel: string, shows: (value: number) => boolean): string {
  let least: number | undefined
  let hidden = 0
  let firstHidden = 0
  for (let i = 0; i < values.length; i++) {
    if (!shows(values[i]!)) {
      if (hidden === 0) firstHidden = i
      hidden++
    } else if (least === undefined || values[i]! < values[least]!) least = i
  }
  const end = values.length - 1
  let text = `${name || 'The line'}: ${numberText(values[0]!)} at ${xLabel} ${numberText(x[0]!, 6)}`
  if (end > 0) text += `, ${numberText(values[end]!)} at ${xLabel} ${numberText(x[end]!, 6)}`
  if (least !== undefined && end > 0) text += `, least ${numberText(values[least]!)} at ${xLabel} ${numberText(x[least]!, 6)}`
  if (hidden > 0) text += `; ${hidden} of ${values.length} values not shown, the first at ${xLabel} ${numberText(x[firstHidden]!, 6)}`
  return `${text}.`
}
