import { type ContourLine, contourLines, contourRegion, type GridValues } from '../contour.ts'
import type { Area } from './axes.ts'
import { coordinate, element, group, type Markup } from './markup.ts'
import { type Ink, type Paint, paints } from './paint.ts'

/** How many steps of colour lead from one class to the other: an even number, so that 0.5 lies between two of them. */
const bandCount = 20

/** The colours of the two classes and of undecided places, strongest first. */
const classColours = {
  light: { low: [86, 156, 214], middle: [247, 247, 245], high: [240, 150, 70] },
  dark: { low: [30, 112, 176], middle: [20, 24, 30], high: [196, 98, 22] },
} as const

/** The colour of probabilities from band/20 to (band + 1)/20. */
function bandPaint(band: number): Paint {
  const part = band / (bandCount - 1)
  return { role: `band-${band}`, light: blend(classColours.light, part), dark: blend(classColours.dark, part) }
}

type Colour = readonly [red: number, green: number, blue: number]

function blend({ low, middle, high }: Record<'low' | 'middle' | 'high', Colour>, part: number): string {
  const [from, to, weight] = part < 0.5 ? [low, middle, part * 2] : [middle, high, part * 2 - 1]
  const channels = from.map((channel, i) => Math.floor(channel + (to[i]! - channel) * weight + 0.5))
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

/** Probabilities as an area of colours, each band painted over the one below it, with a line where they are 0.5. */
export function heatMap(ink: Ink, area: Area, grid: GridValues): Markup {
  const { left, top, right, bottom } = area
  const scaleX = (right - left) / (grid.columns - 1)
  const scaleY = (bottom - top) / (grid.rows - 1)
  const path = (lines: readonly ContourLine[]) =>
    lines
      .map(({ points, closed }) => {
        const pixels = withoutStraights(points).map(([x, y]) => `${coordinate(left + x * scaleX)} ${coordinate(bottom - y * scaleY)}`)
        return `M${pixels.join('L')}${closed ? 'Z' : ''}`
      })
      .join('')
  const bands: Markup[] = [
    element('rect', { x: left, y: top, width: right - left, height: bottom - top, ...ink.paint({ fill: bandPaint(0) }) }),
  ]
  for (let band = 1; band < bandCount; band++) {
    const d = path(contourRegion(grid, band / bandCount))
    if (d !== '') bands.push(element('path', { d, 'fill-rule': 'evenodd', ...ink.paint({ fill: bandPaint(band) }) }))
  }
  const boundary = element('path', {
    d: path(contourLines(grid, 0.5)),
    fill: 'none',
    'stroke-width': '2',
    'stroke-linejoin': 'round',
    ...ink.paint({ stroke: paints.text }),
  })
  return group([...bands, boundary])
}

/** The bands one above the other, as the key to the heat map. */
export function colourBar(ink: Ink, { left, top, right, bottom }: Area): Markup {
  const height = (bottom - top) / bandCount
  const bands: Markup[] = []
  for (let band = 0; band < bandCount; band++) {
    // From each band's lower edge to the top: the next one is painted over the rest, and no seam shows.
    const y = bottom - band * height
    bands.push(element('rect', { x: left, y: top, width: right - left, height: y - top, ...ink.paint({ fill: bandPaint(band) }) }))
  }
  return group(bands)
}

/** The line without the points that lie on the way between their neighbours: outlines run along the edge for long. */
function withoutStraights(points: ContourLine['points']): ContourLine['points'] {
  const kept: (readonly [number, number])[] = []
  for (const [x, y] of points) {
    const last = kept.at(-1)
    const beforeLast = kept.at(-2)
    if (last !== undefined && last[0] === x && last[1] === y) continue
    const vertical = beforeLast?.[0] === x && last?.[0] === x
    const horizontal = beforeLast?.[1] === y && last?.[1] === y
    if (vertical || horizontal) kept.pop()
    kept.push([x, y])
  }
  return kept
}
