import { checkOptions, describe, GradusError } from '@gradus/kernel'
import { checkText } from './check-text.ts'
import { checkFiniteNumbers, type Numbers } from './numbers.ts'
import { numberText } from './scale/decimal.ts'
import { type Area, axisHeight } from './svg/axes.ts'
import { coordinate, group, type Markup } from './svg/markup.ts'
import { type MatrixCell, matrixCell } from './svg/matrix-cell.ts'
import { Ink, paints } from './svg/paint.ts'
import { fontSize, margin, type PictureOptions, picture, pictureOptions, pictureSettings, textAt } from './svg/picture.ts'
import { fitText, textWidth } from './text-width.ts'

/** How a confusion matrix is drawn. */
export interface ConfusionMatrixOptions extends PictureOptions {
  /** What the classes are called, in the order of the rows; their numbers from 0 unless stated. */
  readonly classNames?: readonly string[]
  /** Below the columns: `predicted` unless stated. */
  readonly xLabel?: string
  /** Beside the rows: `actual` unless stated. */
  readonly yLabel?: string
}

/**
 * Draws how often each class was taken for each as an SVG: a row for what a sample is, a column for what it was taken for, and beside each row the
 * share that is right.
 *
 * What is right is blue by its share of the row, what is wrong orange by the square root of it, so that few mistakes are seen as well. Numbers that do
 * not fit into their cells are left out; each cell's tooltip has them. The same numbers give the same string.
 *
 * Shape: [classes, classes], from 2 to 256 classes
 * Throws: GradusError 'shape' for rows of another length than there are rows, 'range' for a negative count, 'type' for wrong options.
 *
 * @example
 * confusionMatrix([[8, 2], [1, 9]], { classNames: ['cat', 'dog'] }).slice(0, 39) // '<svg xmlns="http://www.w3.org/2000/svg"'
 */
export function confusionMatrix(counts: readonly Numbers[], options: ConfusionMatrixOptions = {}): string {
  checkCounts(counts)
  checkOptions(operation, options, [...pictureOptions, 'classNames', 'xLabel', 'yLabel'])
  const settings = pictureSettings(operation, options, defaults)
  const { classNames = counts.map((_, i) => String(i)), xLabel = 'predicted', yLabel = 'actual' } = options
  checkClassNames(classNames, counts.length)
  checkText(operation, 'xLabel', xLabel)
  checkText(operation, 'yLabel', yLabel)

  const { width, height, theme } = settings
  const ink = new Ink(theme)
  const room = Math.min(
    classNames.reduce((widest, name) => Math.max(widest, textWidth(name)), 0),
    width / 5 / fontSize,
  )
  const area = {
    left: Math.floor(margin + 22 + room * fontSize + 8),
    top: 64,
    right: width - margin - shareWidth,
    bottom: height - axisHeight,
  }
  const totals = counts.map((row) => sumOf(row))
  const cells = counts.flatMap((row, i) => cellsOf(row, i, totals[i]!, classNames))
  const description = describeCounts(counts, totals, classNames)
  return picture(ink, settings, description, [
    group(cells.map((cell) => matrixCell(ink, placeOf(area, counts.length, cell), cell))),
    group(rowLabels(ink, area, classNames, room)),
    group(columnLabels(ink, area, classNames)),
    group(shares(ink, area, counts, totals)),
    ...axisLabels(ink, area, xLabel, yLabel),
  ])
}

const operation = 'confusionMatrix'
const defaults = { title: 'Confusion matrix', width: 560, height: 480, least: { width: 280, height: 220 } }
/** The room for the share that is right, beside the rows. */
const shareWidth = 54

function checkCounts(counts: unknown): asserts counts is readonly Numbers[] {
  if (!Array.isArray(counts)) throw new GradusError('type', `${operation}: counts must be an array of rows, got ${describe(counts)}`)
  const { length } = counts
  if (length < 2 || length > 256)
    throw new GradusError('shape', `${operation}: counts has ${length} rows, expected one for each of 2 to 256 classes`)
  for (const [i, row] of counts.entries()) {
    checkFiniteNumbers(operation, `counts[${i}]`, row)
    if (row.length !== length) {
      throw new GradusError('shape', `${operation}: counts[${i}] has ${row.length} numbers, expected ${length}, one for each row`)
    }
    for (let j = 0; j < length; j++) {
      if (row[j]! < 0)
        throw new GradusError('range', `${operation}: counts[${i}][${j}] is ${row[j]}, expected a number that is not negative`)
    }
  }
}

function checkClassNames(names: unknown, count: number): asserts names is readonly string[] {
  if (!Array.isArray(names) || names.length !== count) {
    throw new GradusError('type', `${operation}: classNames must be ${count} strings, one for each row, got ${describe(names)}`)
  }
  for (let i = 0; i < count; i++) checkText(operation, `classNames[${i}]`, names[i])
}

function sumOf(row: Numbers): number {
  let sum = 0
  for (let i = 0; i < row.length; i++) sum += row[i]!
  return sum
}

function cellsOf(row: Numbers, i: number, total: number, names: readonly string[]): MatrixCell[] {
  return Array.from(row, (count, j) => ({
    row: i,
    column: j,
    share: total === 0 ? 0 : count / total,
    text: count === 0 ? '' : numberText(count, 6),
    tooltip: `${names[i]} taken for ${names[j]}: ${numberText(count, 6)} of ${numberText(total, 6)}`,
  }))
}

function placeOf({ left, top, right, bottom }: Area, count: number, { row, column }: MatrixCell): Area {
  const [width, height] = [(right - left) / count, (bottom - top) / count]
  return {
    left: left + column * width,
    top: top + row * height,
    right: left + (column + 1) * width,
    bottom: top + (row + 1) * height,
  }
}

/** Names beside the rows; of many only as many as there is room for. */
function rowLabels(ink: Ink, { left, top, bottom }: Area, names: readonly string[], room: number): Markup[] {
  const height = (bottom - top) / names.length
  const each = Math.ceil(fontSize / height)
  return names.flatMap((name, i) =>
    i % each === 0 ? [textAt(ink, left - 8, top + (i + 0.5) * height + 4, fitText(name, room), { anchor: 'end' })] : [],
  )
}

function columnLabels(ink: Ink, { left, right, bottom }: Area, names: readonly string[]): Markup[] {
  const width = (right - left) / names.length
  const each = Math.ceil((2 * fontSize) / width)
  return names.flatMap((name, i) =>
    i % each === 0
      ? [textAt(ink, left + (i + 0.5) * width, bottom + 17, fitText(name, (each * width - 4) / fontSize), { anchor: 'middle' })]
      : [],
  )
}

function shares(ink: Ink, { top, right, bottom }: Area, counts: readonly Numbers[], totals: readonly number[]): Markup[] {
  const height = (bottom - top) / counts.length
  const each = Math.ceil(fontSize / height)
  const style = { anchor: 'end', paint: paints.muted } as const
  const texts = counts.map((row, i) => (totals[i] === 0 ? '–' : percent(row[i]! / totals[i]!)))
  return [
    textAt(ink, right + shareWidth, top - 8, 'right', style),
    ...texts.flatMap((text, i) => (i % each === 0 ? [textAt(ink, right + shareWidth, top + (i + 0.5) * height + 4, text, style)] : [])),
  ]
}

function axisLabels(ink: Ink, { left, top, right, bottom }: Area, xLabel: string, yLabel: string): Markup[] {
  const middle = (top + bottom) / 2
  return [
    textAt(ink, (left + right) / 2, bottom + 38, fitText(xLabel, (right - left) / fontSize), { anchor: 'middle' }),
    textAt(ink, margin + 4, middle, fitText(yLabel, (bottom - top) / fontSize), {
      anchor: 'middle',
      transform: `rotate(-90 ${coordinate(margin + 4)} ${coordinate(middle)})`,
    }),
  ]
}

/** The picture in words: how much is right, and the most frequent mistake. */
function describeCounts(counts: readonly Numbers[], totals: readonly number[], names: readonly string[]): string {
  let right = 0
  let worst = { row: 0, column: 0, count: 0 }
  for (const [row, numbers] of counts.entries()) {
    right += numbers[row]!
    for (let column = 0; column < numbers.length; column++) {
      if (column !== row && numbers[column]! > worst.count) worst = { row, column, count: numbers[column]! }
    }
  }
  const all = sumOf(totals)
  const share = all === 0 ? '' : ` (${percent(right / all)})`
  const text = `Confusion matrix of ${names.length} classes: ${numberText(right, 6)} of ${numberText(all, 6)} are right${share}.`
  if (worst.count === 0) return text
  const of = numberText(totals[worst.row]!, 6)
  return `${text} Most often ${names[worst.row]} is taken for ${names[worst.column]}: ${numberText(worst.count, 6)} of ${of}.`
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
