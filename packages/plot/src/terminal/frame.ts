import { checkBoolean, checkChoice, checkInteger, checkOptions, GradusError } from '@gradus/kernel'
import { checkText } from '../check-text.ts'
import type { Numbers } from '../numbers.ts'
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
  /** `log` shows each power of ten as equally far; `linear` unless stated. */
  readonly scale?: 'linear' | 'log'
  /** What stands on the left; `loss` unless stated. */
  readonly label?: string
  /** What stands below; `epoch` unless stated. */
  readonly xLabel?: string
}

/** The same, checked, none left out. */
export type FrameSettings = Required<TerminalCurveOptions>

/** Options with their defaults. Throws 'type' or 'range' for wrong ones. */
export function frameSettings(operation: string, options: TerminalCurveOptions): FrameSettings {
  checkOptions(operation, options, ['width', 'height', 'ascii', 'color', 'scale', 'label', 'xLabel'])
  const { width = 60, height = 7, ascii = false, color = false, scale = 'linear', label = 'loss', xLabel = 'epoch' } = options
  checkInteger(operation, 'width', width, { min: 1, max: 1000 })
  checkInteger(operation, 'height', height, { min: 2, max: 200 })
  checkBoolean(operation, 'ascii', ascii)
  checkBoolean(operation, 'color', color)
  checkChoice(operation, 'scale', scale, ['linear', 'log'])
  checkText(operation, 'label', label)
  checkText(operation, 'xLabel', xLabel)
  return { width, height, ascii, color, scale, label, xLabel }
}

/** What a frame holds: one curve or several, and the dots in each character. */
export interface Framed {
  readonly curves: readonly Numbers[]
  readonly glyphs: Pick<Glyphs, 'columns' | 'rows'>
  /** The lines of text that show the dots of each curve. */
  readonly write: (dots: readonly Dots[]) => readonly string[]
}

/**
 * Curves with their greatest and least value beside them and the number of epochs below, line by line.
 *
 * Throws: GradusError 'range' for a width that leaves no room beside the labels.
 */
export function framedLines(operation: string, settings: FrameSettings, { curves, glyphs, write }: Framed): string[] {
  const { width, height, ascii, color, scale, label, xLabel } = settings
  const labelled = labelledRows(height)
  const measure = ruler(rangeOf(curves, shownOn(scale)), scale)
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

  const count = curves.reduce((most, { length }) => Math.max(most, length), 0)
  const dots = curves.map((values) => plotDots(values, measure, count, columns * glyphs.columns, height * glyphs.rows))
  const faint = color ? (text: string): string => `\u001b[2m${text}\u001b[22m` : (text: string): string => text
  const { line, tick, corner, below } = (ascii ? asciiGlyphs : braille).axis
  const lines = write(dots).map((curve, row) => {
    const figure = figures[labelled.indexOf(row)]
    const beside = (row === 0 ? name : '').padEnd(nameWidth) + (figure ?? '').padStart(figureWidth)
    return faint(`${beside} ${figure === undefined ? line : tick}`) + curve
  })
  const indent = ' '.repeat(prefix - 1)
  lines.push(faint(indent + corner + below.repeat(columns)))
  lines.push(faint(`${indent} ${epochs(count, printable(xLabel), columns)}`))
  return lines
}

/** Control characters would move the cursor. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '\ufffd')
}

/** Fewer columns show no curve. */
const leastColumns = 4

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

/** The dots of a curve in a frame of so many epochs. */
function plotDots(values: Numbers, measure: Ruler, count: number, columns: number, rows: number): Dots {
  const dots = new Dots(columns, rows)
  const step = (columns - 1) / Math.max(count - 1, 1)
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
