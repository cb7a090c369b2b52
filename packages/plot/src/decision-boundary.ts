import { checkOptions, describe, GradusError } from '@gradus/kernel'
import { checkText } from './check-text.ts'
import { checkGrid, type Grid } from './grid-points.ts'
import { checkFiniteNumbers, type Numbers } from './numbers.ts'
import { numberText } from './scale/decimal.ts'
import { linearScale } from './scale/linear-scale.ts'
import type { Scale } from './scale/scale.ts'
import { type Area, areaWithin, axes, axisHeight, pixelX, pixelY } from './svg/axes.ts'
import { boundaryKey, keyWidth } from './svg/boundary-key.ts'
import { heatMap } from './svg/heat-map.ts'
import { group, type Markup } from './svg/markup.ts'
import { Ink } from './svg/paint.ts'
import { type PictureOptions, picture, pictureOptions, pictureSettings } from './svg/picture.ts'
import { markRadius, sampleMark } from './svg/samples.ts'

/** What a model predicts over a part of the plane. */
export interface Predictions extends Grid {
  /** The probability of class 1 at each of {@link gridPoints}, from 0 to 1. */
  readonly values: Numbers
  /** What the model learnt from; samples outside the ranges are not drawn. */
  readonly samples?: Samples
}

/** Points with their classes. */
export interface Samples {
  /** x and y of one after the other: [samples, 2]. */
  readonly points: Numbers
  /** The class of each, 0 or 1. */
  readonly labels: Numbers
}

/** How a decision boundary is drawn. */
export interface DecisionBoundaryOptions extends PictureOptions {
  /** What the legend calls the classes; `class 0` and `class 1` unless stated. */
  readonly classNames?: readonly [string, string]
  /** What stands below; `x` unless stated. */
  readonly xLabel?: string
  /** What stands on the left; `y` unless stated. */
  readonly yLabel?: string
}

/**
 * Draws the probability of class 1 over the plane as an SVG: a heat map, a line where it is 0.5, and the samples.
 *
 * Between the places of the grid it is interpolated linearly. The same numbers give the same string.
 *
 * Throws: GradusError 'shape' for values that do not fill the grid, 'range' for one that is no probability or a label other than 0 and 1.
 *
 * @example
 * const grid = { x: [0, 1], y: [0, 1], columns: 2, rows: 2 } as const
 * decisionBoundary({ ...grid, values: [0, 1, 0, 1] }).slice(0, 39) // '<svg xmlns="http://www.w3.org/2000/svg"'
 */
export function decisionBoundary(predictions: Predictions, options: DecisionBoundaryOptions = {}): string {
  checkPredictions(predictions)
  checkOptions(operation, options, [...pictureOptions, 'classNames', 'xLabel', 'yLabel'])
  const settings = pictureSettings(operation, options, defaults)
  const { classNames = ['class 0', 'class 1'], xLabel = 'x', yLabel = 'y' } = options
  checkClassNames(classNames)
  checkText(operation, 'xLabel', xLabel)
  checkText(operation, 'yLabel', yLabel)

  const { width, height, theme } = settings
  const ink = new Ink(theme)
  const top = 44
  const y = axisOf(predictions.y, (height - top - axisHeight) / 50)
  const right = Math.min(keyWidth(classNames), width / 2.5)
  const area = areaWithin(settings, y, { top, right })
  const x = axisOf(predictions.x, (area.right - area.left) / 64)
  const key = boundaryKey(ink, { ...area, left: area.right + 20, right: width }, classNames)
  const frame = axes(ink, area, { scale: x, label: xLabel }, { scale: y, label: yLabel })
  const { marks, hidden } = drawSamples(ink, area, x, y, predictions)
  const description = describePredictions(predictions, classNames, hidden)
  return picture(ink, settings, description, [heatMap(ink, area, predictions), frame, marks, key])
}

const operation = 'decisionBoundary'
const defaults = { title: 'Decision boundary', width: 520, height: 440, least: { width: 320, height: 260 } }

function checkPredictions(predictions: Predictions): void {
  checkGrid(operation, predictions)
  checkOptions(operation, predictions, ['x', 'y', 'columns', 'rows', 'values', 'samples'])
  const { columns, rows, values, samples } = predictions
  checkFiniteNumbers(operation, 'values', values)
  if (values.length !== columns * rows) {
    throw new GradusError('shape', `${operation}: ${values.length} values, but ${rows} rows of ${columns} columns need ${rows * columns}`)
  }
  for (let i = 0; i < values.length; i++) {
    if (values[i]! >= 0 && values[i]! <= 1) continue
    throw new GradusError(
      'range',
      `${operation}: values[${i}] is ${values[i]}, expected a probability in [0, 1]; of logits take the sigmoid first`,
    )
  }
  if (samples !== undefined) checkSamples(samples)
}

function checkSamples(samples: Samples): void {
  if (typeof samples !== 'object' || samples === null) {
    throw new GradusError('type', `${operation}: samples must be an object { points, labels }, got ${describe(samples)}`)
  }
  checkOptions(`${operation}: samples`, samples, ['points', 'labels'])
  const { points, labels } = samples
  checkFiniteNumbers(operation, 'samples.points', points)
  checkFiniteNumbers(operation, 'samples.labels', labels)
  if (points.length !== labels.length * 2) {
    throw new GradusError(
      'shape',
      `${operation}: ${labels.length} labels need ${labels.length * 2} numbers in samples.points (x and y of each), got ${points.length}`,
    )
  }
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === 0 || labels[i] === 1) continue
    throw new GradusError('range', `${operation}: samples.labels[${i}] is ${labels[i]}, expected 0 or 1`)
  }
}

function checkClassNames(classNames: unknown): void {
  if (!Array.isArray(classNames) || classNames.length !== 2) {
    throw new GradusError('type', `${operation}: classNames must be two strings, got ${describe(classNames)}`)
  }
  for (let i = 0; i < 2; i++) checkText(operation, `classNames[${i}]`, classNames[i])
}

function axisOf([min, max]: readonly [number, number], count: number): Scale {
  return linearScale({ min, max }, { count: Math.max(2, Math.floor(count)) })
}

function drawSamples(ink: Ink, area: Area, x: Scale, y: Scale, predictions: Predictions): { marks: Markup; hidden: number } {
  const { points, labels } = predictions.samples ?? { points: [], labels: [] }
  const within = (value: number, [min, max]: readonly [number, number]) => value >= min && value <= max
  const radius = markRadius(labels.length)
  const marks: Markup[] = []
  for (let i = 0; i < labels.length; i++) {
    const [across, up] = [points[2 * i]!, points[2 * i + 1]!]
    if (!within(across, predictions.x) || !within(up, predictions.y)) continue
    marks.push(sampleMark(ink, labels[i] === 0 ? 0 : 1, pixelX(area, x, across), pixelY(area, y, up), radius))
  }
  return { marks: group(marks), hidden: labels.length - marks.length }
}

/** The picture in words: how much of the plane goes to class 1, and the samples. */
function describePredictions(predictions: Predictions, [zero, one]: readonly [string, string], hidden: number): string {
  const { x, y, values, samples } = predictions
  let high = 0
  for (let i = 0; i < values.length; i++) if (values[i]! >= 0.5) high++
  const share = numberText((100 * high) / values.length, 2)
  const range = (name: string, [min, max]: readonly [number, number]) => `${name} from ${numberText(min)} to ${numberText(max)}`
  let text = `Probability of ${one} for ${range('x', x)} and ${range('y', y)}: at least 0.5 in ${share} % of the area.`
  if (samples === undefined) return text
  let ones = 0
  for (let i = 0; i < samples.labels.length; i++) ones += samples.labels[i]!
  text += ` ${samples.labels.length} samples: ${samples.labels.length - ones} of ${zero}, ${ones} of ${one}`
  return hidden === 0 ? `${text}.` : `${text}; ${hidden} of them outside the picture.`
}
