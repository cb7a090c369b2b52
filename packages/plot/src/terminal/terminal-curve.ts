import { checkNumbers, type Numbers } from '../numbers.ts'
import type { Dots } from './dots.ts'
import { framedLines, frameSettings, type TerminalCurveOptions } from './frame.ts'
import { ascii, braille, type Glyphs } from './glyphs.ts'

export type { TerminalCurveOptions } from './frame.ts'

/**
 * Writes a curve as text for a terminal, with its greatest and least value beside it and the number of epochs below.
 *
 * NaN and ±Infinity leave a gap; on a log scale values of 0 and below do, too. Lines are separated by \n and have no spaces at their end.
 *
 * Throws: GradusError 'range' for no values and for a width that leaves no room beside the labels, 'type' for wrong options.
 *
 * @example
 * terminalCurve([4, 3, 2, 1], { width: 16, height: 2 }).split('\n')
 * // ['loss  4 ┤⠑⠢⢄⡀', '      1 ┤   ⠈⠑⠤⣀', '        └───────', '         1     4']
 */
export function terminalCurve(values: Numbers, options: TerminalCurveOptions = {}): string {
  checkNumbers(operation, 'values', values)
  const settings = frameSettings(operation, options)
  const glyphs = settings.ascii ? ascii : braille
  const bright = settings.color ? inColor : (text: string): string => text
  const write = ([dots]: readonly Dots[]): string[] => textLines(dots!, glyphs).map(bright)
  return framedLines(operation, settings, { curves: [values], glyphs, write }).join('\n')
}

const operation = 'terminalCurve'

function inColor(text: string): string {
  return text === '' ? '' : `\u001b[36m${text}\u001b[39m`
}

function textLines(dots: Dots, glyphs: Glyphs): string[] {
  const lines: string[] = []
  for (let row = 0; row < dots.rows; row += glyphs.rows) {
    let line = ''
    for (let column = 0; column < dots.columns; column += glyphs.columns) line += glyphs.at(dots, column, row)
    lines.push(line.trimEnd())
  }
  return lines
}
