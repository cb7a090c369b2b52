import { fitText, textWidth } from '../text-width.ts'
import type { Area } from './axes.ts'
import { colourBar } from './heat-map.ts'
import { element, group, type Markup } from './markup.ts'
import { type Ink, paints } from './paint.ts'
import { fontSize, margin, textAt } from './picture.ts'
import { sampleMark } from './samples.ts'

/** In font sizes: longer names are cut. */
const longestName = 12

/** The room that the key needs beside the heat map. */
export function keyWidth(names: readonly [string, string]): number {
  const widest = ['boundary', ...names].reduce((width, name) => Math.max(width, textWidth(name)), 0)
  return 20 + 26 + Math.min(widest, longestName) * fontSize + margin
}

/** What the marks, the line and the colours of a decision boundary mean, from the top of the area down. */
export function boundaryKey(ink: Ink, area: Area, names: readonly [string, string]): Markup {
  const { left, top, right, bottom } = area
  const room = Math.min(longestName, (right - left - 26) / fontSize)
  const lines = [0, 1].flatMap((label) => [
    sampleMark(ink, label === 0 ? 0 : 1, left + 8, top + 8 + label * 22, 6),
    textAt(ink, left + 26, top + 12 + label * 22, fitText(names[label]!, room)),
  ])
  const boundary = element('path', {
    d: `M${left} ${top + 52}h16`,
    fill: 'none',
    'stroke-width': '2',
    ...ink.paint({ stroke: paints.text }),
  })
  const bar = { left, top: top + 102, right: left + 16, bottom }
  const labels = [0, 0.5, 1].map((probability) => {
    const y = bar.bottom - probability * (bar.bottom - bar.top)
    return textAt(ink, left + 26, y + (probability === 0 ? 0 : probability === 1 ? 9 : 4), String(probability), { paint: paints.muted })
  })
  const heading = textAt(ink, left, top + 90, fitText(`p(${names[1]})`, (right - left) / fontSize), { paint: paints.muted })
  return group([...lines, boundary, textAt(ink, left + 26, top + 56, 'boundary'), heading, colourBar(ink, bar), ...labels])
}
