import { fitText, textWidth } from '../text-width.ts'
import { element, group, type Markup } from './markup.ts'
import { type Ink, type Paint, paints } from './paint.ts'
import { fontSize, margin, textAt } from './picture.ts'

/** One line's name and look, and a figure to remember it by. */
export interface LegendEntry {
  readonly name: string
  readonly note: string
  readonly paint: Paint
  readonly dash: string | undefined
}

const rowHeight = 20
const sampleWidth = 28

/** Rows of entries below the heading, as many as fit; the last place tells how many are missing. */
export function legend(
  ink: Ink,
  entries: readonly LegendEntry[],
  { width, rows, top }: { readonly width: number; readonly rows: number; readonly top: number },
): { readonly markup: Markup; readonly height: number } {
  const items: Markup[] = []
  const room = width - 2 * margin
  let x = 0
  let row = 0
  for (const [i, { name, note, paint, dash }] of entries.entries()) {
    const around = sampleWidth + 8 + textWidth(note) * fontSize + 24
    const shown = fitText(name, Math.min(24, (room - around) / fontSize))
    const entryWidth = around + textWidth(shown) * fontSize
    const rest = i === 0 ? `${entries.length} lines` : `+ ${entries.length - i} more`
    const restWidth = i + 1 < entries.length ? textWidth(rest) * fontSize : 0
    if (x > 0 && x + entryWidth > room && row + 1 < rows) {
      x = 0
      row++
    }
    const y = top + row * rowHeight + rowHeight / 2
    if (row + 1 === rows && x + entryWidth + restWidth > room) {
      items.push(textAt(ink, margin + x, y + 4, rest, { paint: paints.muted }))
      break
    }
    items.push(legendEntry(ink, margin + x, y, { name, note, paint, dash }, shown))
    x += entryWidth
  }
  return { markup: group(items), height: (row + 1) * rowHeight }
}

/** A piece of the line, its name, and its note; a name that was cut is told in full by the tooltip. */
function legendEntry(ink: Ink, left: number, y: number, { name, note, paint, dash }: LegendEntry, shown: string): Markup {
  const line = {
    d: `M${left + 1} ${y}h${sampleWidth - 2}`,
    fill: 'none',
    'stroke-width': '2',
    'stroke-linecap': 'round',
    'stroke-dasharray': dash,
  }
  const words = [shown, element('tspan', { dx: 6, ...ink.paint({ fill: paints.muted }) }, [note])]
  return group([
    ...(shown === name ? [] : [element('title', {}, [name])]),
    element('path', { ...line, ...ink.paint({ stroke: paint }) }),
    element('text', { x: left + sampleWidth + 8, y: y + 4, ...ink.paint({ fill: paints.text }) }, words),
  ])
}
