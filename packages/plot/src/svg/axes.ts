import type { Scale } from '../scale/scale.ts'
import { fitText, textWidth } from '../text-width.ts'
import { coordinate, element, group, type Markup } from './markup.ts'
import { type Ink, paints } from './paint.ts'
import { fontSize, margin, textAt } from './picture.ts'

/** The rectangle the data are drawn in. */
export interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** An axis: where values lie and what it measures. */
export interface Axis {
  readonly scale: Scale
  readonly label: string
}

/** The room below the data for the horizontal axis: its ticks, their labels and its own. */
export const axisHeight = 46

/** The room that axes leave for the data: `top` is what the heading takes, `right` what stands beside. */
export function areaWithin(
  size: { readonly width: number; readonly height: number },
  y: Scale,
  { top, right }: { readonly top: number; readonly right: number },
): Area {
  const widest = y.ticks.reduce((width, { label }) => Math.max(width, textWidth(label)), 0)
  const left = Math.min(margin + 22 + widest * fontSize + 8, size.width / 2)
  return { left: Math.floor(left) + 0.5, top: top + 0.5, right: size.width - right - 0.5, bottom: size.height - (axisHeight + 0.5) }
}

/** Pixel of a value on the horizontal axis; NaN for what the scale cannot show. */
export function pixelX(area: Area, scale: Scale, value: number): number {
  return across(area, scale.position(value))
}

/** Pixel of a value on the vertical axis; NaN for what the scale cannot show. */
export function pixelY(area: Area, scale: Scale, value: number): number {
  return above(area, scale.position(value))
}

/** Horizontal lines that lead the eye from the data to the labels on the left. */
export function gridLines(ink: Ink, area: Area, y: Scale): Markup {
  const lines = y.ticks.map(({ position }) => {
    return `M${coordinate(area.left)} ${coordinate(crisp(above(area, position)))}H${coordinate(area.right)}`
  })
  return element('path', { d: lines.join(''), fill: 'none', 'stroke-width': 1, ...ink.paint({ stroke: paints.grid }) })
}

/** Axis lines, ticks and their labels. */
export function axes(ink: Ink, area: Area, x: Axis, y: Axis): Markup {
  const { left, top, right, bottom } = area
  const marks = [`M${coordinate(left)} ${coordinate(bottom)}H${coordinate(right)}`]
  const labels: Markup[] = []
  for (const { position, label } of x.scale.ticks) {
    const pixel = across(area, position)
    marks.push(`M${coordinate(crisp(pixel))} ${coordinate(bottom)}v5`)
    labels.push(textAt(ink, pixel, bottom + 19, label, { anchor: 'middle', paint: paints.muted }))
  }
  for (const { position, label } of y.scale.ticks) {
    labels.push(textAt(ink, left - 8, above(area, position) + 4, label, { anchor: 'end', paint: paints.muted }))
  }
  const middle = (top + bottom) / 2
  return group([
    element('path', { d: marks.join(''), fill: 'none', ...ink.paint({ stroke: paints.axis }) }),
    ...labels,
    textAt(ink, (left + right) / 2, bottom + 38, fitText(x.label, (right - left) / fontSize), { anchor: 'middle' }),
    textAt(ink, margin + 4, middle, fitText(y.label, (bottom - top) / fontSize), {
      anchor: 'middle',
      transform: `rotate(-90 ${coordinate(margin + 4)} ${coordinate(middle)})`,
    }),
  ])
}

/** Pixel of a position from 0, the left edge, to 1. */
function across({ left, right }: Area, position: number): number {
  return left + position * (right - left)
}

/** Pixel of a position from 0, the lower edge, to 1. */
function above({ top, bottom }: Area, position: number): number {
  return bottom - position * (bottom - top)
}

/** The middle of a pixel, so that a line one pixel wide fills one row of pixels. */
function crisp(pixel: number): number {
  return Math.floor(pixel) + 0.5
}
