import { GradusError } from '@gradus/kernel'
import type { Numbers } from '../numbers.ts'
import { checkSeries } from '../series.ts'
import type { Dots } from './dots.ts'
import { framedLines, frameSettings, printable, type TerminalCurveOptions } from './frame.ts'
import { braille } from './glyphs.ts'

/** One of several curves in a terminal; its values are those of the epochs 1, 2, 3 … */
export interface TerminalSeries {
  /** What the line above calls it. */
  readonly name: string
  /** One number per epoch. NaN and ±Infinity leave a gap. */
  readonly values: Numbers
}

/**
 * Writes several curves into one frame, with a line above that says which is which.
 *
 * Each curve has a letter. Without colours it is drawn by it; in colours it is drawn in braille dots that bear the letter here and there, so that
 * nobody has to tell colours apart. Where curves meet, the first of them is seen. A curve may be shorter than others. Apart from that, options
 * mean what they mean for `terminalCurve`.
 *
 * Throws: GradusError 'range' for no series, more than 26, no values, and for a width that leaves no room beside the labels, 'type' for wrong options.
 *
 * @example
 * const text = terminalCurves([{ name: 'sgd', values: [4, 3, 2, 2] }, { name: 'adam', values: [4, 1, 1] }], { width: 16, height: 3 })
 * text.split('\n') // ['a sgd  b adam', 'loss  4 ┤a', '        │ aaaaaa', '      1 ┤  bbb', '        └───────', '         1     4']
 */
export function terminalCurves(series: readonly TerminalSeries[], options: TerminalCurveOptions = {}): string {
  if (!Array.isArray(series)) throw new GradusError('type', `${operation}: series must be an array of { name, values }`)
  const lines = checkSeries(operation, series)
  series.forEach((item, i) => {
    if ('x' in item) throw new GradusError('type', `${operation}: series[${i}].x does not apply: values are those of the epochs 1, 2, 3 …`)
  })
  if (lines.length > letters.length) {
    throw new GradusError('range', `${operation}: at most ${letters.length} series can be told apart, got ${lines.length}`)
  }
  const settings = frameSettings(operation, options)
  const isDotted = settings.color && !settings.ascii
  const glyphs = isDotted ? braille : { columns: 1, rows: 1 }
  const paint = settings.color ? inColor : (text: string): string => text
  const write = (dots: readonly Dots[]): string[] => curveLines(dots, isDotted, paint)
  const curves = framedLines(operation, settings, { curves: lines.map(({ values }) => values), glyphs, write })
  const names = lines.map(({ name }, i) => `${letters[i]} ${printable(name)}`.trimEnd())
  return [...legend(names, settings.width, paint), ...curves].join('\n')
}

const operation = 'terminalCurves'

const letters = 'abcdefghijklmnopqrstuvwxyz'

/** Cyan, yellow, magenta, green, blue, red. */
const colors = [36, 33, 35, 32, 34, 31]

/** Columns between two letters of a curve that is drawn in dots. */
const letterDistance = 18

type Paint = (text: string, curve: number) => string

function inColor(text: string, curve: number): string {
  return `\u001b[${colors[curve % colors.length]}m${text}\u001b[39m`
}

/** The names, as many to a line as fit. */
function legend(names: readonly string[], width: number, paint: Paint): string[] {
  const lines: { text: string; length: number }[] = []
  names.forEach((name, i) => {
    const { length } = [...name]
    const last = lines.at(-1)
    if (last !== undefined && last.length + 2 + length <= width) {
      last.text += `  ${paint(name, i)}`
      last.length += 2 + length
    } else lines.push({ text: paint(name, i), length })
  })
  return lines.map(({ text }) => text)
}

function curveLines(dots: readonly Dots[], isDotted: boolean, paint: Paint): string[] {
  const { columns, rows } = isDotted ? braille : { columns: 1, rows: 1 }
  const { columns: width, rows: height } = dots[0]!
  const lines: string[] = []
  for (let row = 0; row < height; row += rows) {
    let line = ''
    let run = { text: '', owner: -1 }
    for (let column = 0; column < width; column += columns) {
      const owner = dots.findIndex((curve) => hasDot(curve, column, row, columns, rows))
      if (owner !== run.owner) {
        line += painted(run, paint)
        run = { text: '', owner }
      }
      const place = column / columns - 2 - owner * 3
      const isLettered = !isDotted || (place >= 0 && place % letterDistance === 0)
      run.text += owner === -1 ? ' ' : isLettered ? letters[owner]! : braille.at(dots[owner]!, column, row)
    }
    lines.push(run.owner === -1 ? line : line + painted(run, paint))
  }
  return lines
}

function painted({ text, owner }: { text: string; owner: number }, paint: Paint): string {
  return owner === -1 ? text : paint(text, owner)
}

function hasDot(dots: Dots, column: number, row: number, columns: number, rows: number): boolean {
  for (let down = 0; down < rows; down++) {
    for (let across = 0; across < columns; across++) if (dots.has(column + across, row + down)) return true
  }
  return false
}
