import { checkBoolean, checkChoice, checkInteger, checkOptions, GradusError } from '@gradus/kernel'
import { checkText } from '../check-text.ts'
import { checkNumbers, type Numbers } from '../numbers.ts'
import { numberText } from '../scale/decimal.ts'
import { rangeOf, shownOn } from '../scale/scale.ts'
import { Dots } from './dots.ts'
import { ascii as asciiGlyphs, braille, type Glyphs } from './glyphs.ts'
import { type Ruler, ruler } from './ruler.ts'

/** How a curve is written. */
export interface TerminalCurveOptions {
  /** Columns of the whole text, labels included; 60 unless stated. */
  readonly width?: number
  /** Lines of the curve, 7 unless stated; the axis below takes two more. */
  readonly height?: number
  /** Only characters that every terminal and log has, instead of braille dots and box lines. */
  readonly ascii?: boolean
  /** Colours by ANSI escape codes; without them the text holds no control characters. */
  readonly color?: boolean
  readonly scale?: 'linear' | 'log'
  readonly label?: string
  readonly xLabel?: string
}

/**
 * Writes a curve as text for a terminal, with its greatest and least value beside it and the number of epochs below.
 *
 * NaN and ±Infinity leave a gap; on a log scale values of 0 and below do, too. Lines are separated by \n and have no spaces at their end.
 *
 * Throws: GradusError 'range' for no values and for a width that leaves no room beside the labels, 'type' for wrong options.
 *
 * @example
 * terminalCurve([4, 3, 2, 1], { width: 16, height: 2 }).split('\n')
 * // ['loss  4 ┤⠑⠢⢄⡀', '      1 ┤   ⠈⠑⠤⣀', '        └───────', '         1     4']
 */
export function terminalCurve(values: Numbers, options: TerminalCurveOptions = {}): string {
  checkNumbers(operation, 'values', values)
  checkOptions(operation, options, ['width', 'height', 'ascii', 'color', 'scale', 'label', 'xLabel'])
  const { width = 60, height = 7, ascii = false, color = false, scale = 'linear', label = 'loss', xLabel = 'epoch' } = options
  checkInteger(operation, 'width', width, { min: 1, max: 1000 })
  checkInteger(operation, 'height', height, { min: 2, max: 200 })
  checkBoolean(operation, 'ascii', ascii)
  checkBoolean(operation, 'color', color)
  checkChoice(operation, 'scale', scale, ['linear', 'log'])
  checkText(operation, 'label', label)
  checkText(operation, 'xLabel', xLabel)

  const glyphs = ascii ? asciiGlyphs : braille
  const labelled = labelledRows(height)
  const shows = shownOn(scale)
  const measure = ruler(rangeOf([values], shows), scale)
  const figures = distinctTexts(labelled.map((row) => measure.valueAt(1 - row / (height - 1)))).map((text) =>
    ascii ? text.replace('−', '-') : text,
  )
  const name = printable(label)
  const figureWidth = figures.reduce((width, figure) => Math.max(width, figure.length), 0)
  const nameWidth = name === '' ? 0 : [...name].length + 2
  const prefix = nameWidth + figureWidth + 2
  const columns = width - prefix
  if (columns < leastColumns) {
    throw new GradusError('range', `${operation}: width must be >= ${prefix + leastColumns} beside these labels, got ${width}`)
  }

  const dots = plotDots(values, measure, columns * glyphs.columns, height * glyphs.rows)
  const { faint, bright } = color ? inColor : plain
  const { line, tick, corner, below } = glyphs.axis
  const lines = textLines(dots, glyphs).map((curve, row) => {
    const figure = figures[labelled.indexOf(row)]
    const beside = (row === 0 ? name : '').padEnd(nameWidth) + (figure ?? '').padStart(figureWidth)
    return faint(`${beside} ${figure === undefined ? line : tick}`) + bright(curve)
  })
  const indent = ' '.repeat(prefix - 1)
  lines.push(faint(indent + corner + below.repeat(columns)))
  lines.push(faint(`${indent} ${epochs(values.length, printable(xLabel), columns)}`))
  return lines.join('\n')
}

const operation = 'terminalCurve'

/** Fewer columns show no curve. */
const leastColumns = 4

const plain = { faint: (text: string) => text, bright: (text: string) => text }

const inColor: typeof plain = {
  faint: (text) => `\u001b[2m${text}\u001b[22m`,
  bright: (text) => (text === '' ? '' : `\u001b[36m${text}\u001b[39m`),
}

/** The first and the last row, and the one in the middle where there is one. */
function labelledRows(height: number): number[] {
  return height >= 5 && height % 2 === 1 ? [0, (height - 1) / 2, height - 1] : [0, height - 1]
}

/** Short texts of the numbers, with as many digits as it takes to tell them apart. */
function distinctTexts(values: readonly number[]): string[] {
  for (let digits = 2; ; digits++) {
    const texts = values.map((value) => numberText(value, digits))
    if (digits === 12 || new Set(texts).size === values.length) return texts
  }
}

function plotDots(values: Numbers, measure: Ruler, columns: number, rows: number): Dots {
  const dots = new Dots(columns, rows)
  const step = (columns - 1) / Math.max(values.length - 1, 1)
  let before: { column: number; row: number } | undefined
  for (let i = 0; i < values.length; i++) {
    const height = measure.position(values[i]!)
    if (Number.isNaN(height)) {
      before = undefined
      continue
    }
    const here = { column: Math.floor(i * step + 0.5), row: Math.floor((1 - height) * (rows - 1) + 0.5) }
    const from = before ?? here
    dots.line(from.column, from.row, here.column, here.row)
    before = here
  }
  return dots
}

function textLines(dots: Dots, glyphs: Glyphs): string[] {
  const lines: string[] = []
  for (let row = 0; row < dots.rows; row += glyphs.rows) {
    let line = ''
    for (let column = 0; column < dots.columns; column += glyphs.columns) line += glyphs.at(dots, column, row)
    lines.push(line.trimEnd())
  }
  return lines
}

/** The first and the last epoch below their places, and between them, where there is room, what they count. */
function epochs(count: number, label: string, columns: number): string {
  const last = String(count)
  if (count === 1) return columns >= [...label].length + 2 ? `1 ${label}`.trimEnd() : '1'
  const between = columns - 1 - last.length
  if (between < 1) return '1'
  const middle = between >= [...label].length + 2 ? label : ''
  const left = Math.floor((between - [...middle].length) / 2)
  return `1${' '.repeat(left)}${middle}${' '.repeat(between - left - [...middle].length)}${last}`
}

/** Control characters would move the cursor. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '\ufffd')
}
