import { textWidth } from '../text-width.ts'
import type { Area } from './axes.ts'
import { element, group, type Markup } from './markup.ts'
import { type Ink, type Paint, paints } from './paint.ts'
import { fontSize, textAt } from './picture.ts'

/** A number of a matrix of classes. */
export interface MatrixCell {
  readonly row: number
  readonly column: number
  /** Of its row, from 0 to 1. */
  readonly share: number
  readonly text: string
  readonly tooltip: string
}

type Colour = readonly [red: number, green: number, blue: number]

/** What is right and what is wrong: at level 6, on which the text is still that of the page, and at level 9, on which it has the colour of the background. */
const colours = {
  right: { soft: { light: [86, 156, 214], dark: [28, 92, 146] }, full: { light: [0, 87, 138], dark: [143, 208, 255] } },
  wrong: { soft: { light: [240, 150, 70], dark: [150, 72, 14] }, full: { light: [150, 60, 0], dark: [255, 192, 122] } },
} as const satisfies Record<string, Record<'soft' | 'full', Record<'light' | 'dark', Colour>>>

const levels = 9
const lastSoft = 6

/** The colour of a cell and that of the text on it. Level 0 is the background, 9 the full colour. */
export function cellPaints(kind: 'right' | 'wrong', level: number): { readonly fill: Paint; readonly text: Paint } {
  const { soft, full } = colours[kind]
  if (level === 0) return { fill: paints.background, text: paints.text }
  const mixed = (theme: 'light' | 'dark'): string =>
    level <= lastSoft
      ? blend(channelsOf(paints.background[theme]), soft[theme], level / lastSoft)
      : // Between the two no text has enough contrast: the first step is a large one.
        blend(soft[theme], full[theme], 0.8 + (level - lastSoft - 1) / 10)
  const fill = { role: `${kind}-${level}`, light: mixed('light'), dark: mixed('dark') }
  return { fill, text: level <= lastSoft ? paints.text : paints.background }
}

function blend(from: Colour, to: Colour, part: number): string {
  const channels = from.map((channel, i) => Math.floor(channel + (to[i]! - channel) * part + 0.5))
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

function channelsOf(colour: string): Colour {
  const channel = (i: number): number => Number.parseInt(colour.slice(1 + 2 * i, 3 + 2 * i), 16)
  return [channel(0), channel(1), channel(2)]
}

/** A cell with its number, as far as that fits into it. */
export function matrixCell(ink: Ink, { left, top, right, bottom }: Area, { row, column, share, text, tooltip }: MatrixCell): Markup {
  const isRight = row === column
  const level = Math.ceil(levels * (isRight ? share : Math.sqrt(share)))
  const { fill, text: textPaint } = cellPaints(isRight ? 'right' : 'wrong', level)
  const rect = element('rect', {
    x: left,
    y: top,
    width: right - left,
    height: bottom - top,
    'stroke-width': '1',
    ...ink.paint({ fill, stroke: paints.grid }),
  })
  const fits = text !== '' && textWidth(text) * fontSize <= right - left - 4 && bottom - top >= fontSize + 2
  if (!fits) return text === '' ? rect : group([element('title', {}, [tooltip]), rect])
  const number = textAt(ink, (left + right) / 2, (top + bottom) / 2 + 4, text, { anchor: 'middle', paint: textPaint })
  return group([element('title', {}, [tooltip]), rect, number])
}
