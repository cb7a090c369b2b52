import { checkChoice, checkOptions } from '@gradus/kernel'
import { checkText } from './check-text.ts'
import { downsample, type Point } from './downsample.ts'
import { numberText } from './scale/decimal.ts'
import { linearScale } from './scale/linear-scale.ts'
import { logScale } from './scale/log-scale.ts'
import { type Range, rangeOf, type Scale, shownOn } from './scale/scale.ts'
import { checkSeries, describeLine, type Line, type Series } from './series.ts'
import { type Area, areaWithin, axes, axisHeight, gridLines, pixelX, pixelY } from './svg/axes.ts'
import { legend } from './svg/legend.ts'
import { coordinate, element, group, type Markup } from './svg/markup.ts'
import { Ink, lineStyle, paints } from './svg/paint.ts'
import { type PictureOptions, picture, pictureOptions, pictureSettings, textAt } from './svg/picture.ts'

/** How a loss curve is drawn. */
export interface LossCurveOptions extends PictureOptions {
  /** `log` shows each power of ten as equally far; values of 0 and below then leave a gap. */
  readonly scale?: 'linear' | 'log'
  /** What stands below; `epoch` unless stated. */
  readonly xLabel?: string
  /** What stands on the left; `loss` unless stated. */
  readonly yLabel?: string
}

/**
 * Draws losses over epochs as an SVG: one line per series, with axes, a legend and a description for screen readers.
 *
 * Any number of points is fine: of each column of pixels the extremes are kept. Values beyond ±1e300 are drawn at that limit. The same
 * numbers give the same string.
 *
 * Throws: GradusError 'type' or 'range' for series without a value, lengths that differ, epochs that descend, and wrong options.
 *
 * @example
 * lossCurve({ name: 'loss', values: [0.69, 0.41, 0.12, 0.03] }).slice(0, 39) // '<svg xmlns="http://www.w3.org/2000/svg"'
 */
export function lossCurve(series: Series | readonly Series[], options: LossCurveOptions = {}): string {
  const lines = checkSeries(operation, series)
  checkOptions(operation, options, [...pictureOptions, 'scale', 'xLabel', 'yLabel'])
  const settings = pictureSettings(operation, options, defaults)
  const { scale = 'linear', xLabel = 'epoch', yLabel = 'loss' } = options
  checkChoice(operation, 'scale', scale, ['linear', 'log'])
  checkText(operation, 'xLabel', xLabel)
  checkText(operation, 'yLabel', yLabel)

  const { width, height, theme } = settings
  const ink = new Ink(theme)
  const entries = lines.map((line, i) => ({ name: line.name, note: numberText(line.values.at(-1)!), ...lineStyle(i) }))
  const key = legend(ink, entries, { width, rows: Math.floor((height - 100) / 60), top: 40 })
  const top = 40 + key.height + 12
  const shows = shownOn(scale)
  const range = rangeOf(
    lines.map((line) => line.values),
    shows,
  )
  const y = verticalScale(range, scale, Math.max(2, Math.floor((height - top - axisHeight) / 38)))
  const area = areaWithin(settings, y, { top, right: 28 })
  const x = horizontalScale(lines, Math.max(2, Math.floor((area.right - area.left) / 64)))
  const drawn = lines.map((line, i) => drawLine(ink, area, x, y, line, i))
  const nothing = range === undefined ? [emptyNote(ink, area, scale)] : []
  const frame = axes(ink, area, { scale: x, label: xLabel }, { scale: y, label: yLabel })
  const description = lines.map((line) => describeLine(line, xLabel, shows)).join(' ')
  return picture(ink, settings, description, [key.markup, gridLines(ink, area, y), frame, ...drawn, ...nothing])
}

const operation = 'lossCurve'
const defaults = { title: 'Loss', width: 640, height: 360, least: { width: 240, height: 160 } }

function verticalScale(range: Range | undefined, scale: 'linear' | 'log', count: number): Scale {
  if (scale === 'log') return logScale(range ?? { min: 0.1, max: 1 }, count)
  const { min, max } = range ?? { min: 0, max: 1 }
  // A curve that falls by half or more is read against zero; a plateau is looked at closely.
  return linearScale({ min: min >= 0 && min <= max / 2 ? 0 : min, max }, { count, extend: true })
}

function horizontalScale(lines: readonly Line[], count: number): Scale {
  const range = rangeOf(
    lines.map((line) => line.x),
    Number.isFinite,
  )!
  const whole = lines.every((line) => line.x.every((epoch) => Number.isInteger(epoch)))
  // Epochs count from 1: an axis of many begins at 0, so that its first tick is not missing.
  const min = range.min > 0 && range.min <= range.max / 20 ? 0 : range.min
  return linearScale({ min, max: range.max }, { count, whole })
}

/** A line with its gaps, and a dot where it ends. */
function drawLine(ink: Ink, area: Area, x: Scale, y: Scale, line: Line, i: number): Markup {
  const { paint, dash } = lineStyle(i)
  const runs: Point[][] = [[]]
  for (let k = 0; k < line.values.length; k++) {
    const point = { x: pixelX(area, x, line.x[k]!), y: pixelY(area, y, line.values[k]!) }
    if (!Number.isNaN(point.y)) runs.at(-1)!.push(point)
    else if (runs.at(-1)!.length > 0) runs.push([])
  }
  const end = runs.findLast((run) => run.length > 0)?.at(-1)
  const alone = runs.flatMap((run) => (run.length === 1 ? run : []))
  const look = {
    fill: 'none',
    'stroke-width': '2',
    'stroke-linejoin': 'round',
    'stroke-linecap': 'round',
    'stroke-dasharray': dash,
    ...ink.paint({ stroke: paint }),
  }
  const dot = (point: Point, radius: number) => element('circle', { cx: point.x, cy: point.y, r: radius, ...ink.paint({ fill: paint }) })
  return group([
    element('title', {}, [line.name]),
    element('path', { d: runs.map((run) => (run.length > 1 ? polyline(downsample(run)) : '')).join(''), ...look }),
    ...downsample(alone).map((point) => dot(point, 2.5)),
    ...(end === undefined ? [] : [dot(end, 3.5)]),
  ])
}

function polyline(points: readonly Point[]): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${coordinate(x)} ${coordinate(y)}`).join('')
}

function emptyNote(ink: Ink, area: Area, scale: 'linear' | 'log'): Markup {
  const text = scale === 'log' ? 'no positive finite values' : 'no finite values'
  const style = { anchor: 'middle', paint: paints.muted } as const
  return textAt(ink, (area.left + area.right) / 2, (area.top + area.bottom) / 2, text, style)
}
