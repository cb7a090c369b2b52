import { coordinate, element, type Markup } from './markup.ts'
import { type Ink, type Paint, paints } from './paint.ts'

/** The colours of the classes' marks: darker than the heat map below them, in the dark lighter. */
const markPaints: readonly [Paint, Paint] = [
  { role: 'class-0', light: '#00578a', dark: '#8fd0ff' },
  { role: 'class-1', light: '#b04a00', dark: '#ffc07a' },
]

/** The mark of a sample: a disc for class 0, a diamond for class 1, so that no one needs to tell the colours apart. */
export function sampleMark(ink: Ink, label: 0 | 1, x: number, y: number, radius: number): Markup {
  const attributes = { ...ink.paint({ fill: markPaints[label], stroke: paints.background }), 'stroke-width': Math.min(2, radius / 3) }
  if (label === 0) return element('circle', { cx: x, cy: y, r: radius, ...attributes })
  const reach = radius * 1.25
  const d = `M${coordinate(x)} ${coordinate(y - reach)}l${[reach, reach, -reach, reach, -reach, -reach].map(coordinate).join(' ')}Z`
  return element('path', { d, ...attributes })
}

/** Large marks for a few samples, small ones for many. */
export function markRadius(count: number): number {
  return count <= 20 ? 7 : count <= 100 ? 5 : count <= 500 ? 3.5 : 2.5
}
