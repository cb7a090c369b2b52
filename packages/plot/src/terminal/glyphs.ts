import type { Dots } from './dots.ts'

/** A way to write dots as characters. */
export interface Glyphs {
  /** Dots per character. */
  readonly columns: number
  readonly rows: number
  /** The character whose upper left dot is this one. */
  at(dots: Dots, column: number, row: number): string
  /** The characters of the axes: beside a line, beside a labelled one, the corner, and below a column. */
  readonly axis: { readonly line: string; readonly tick: string; readonly corner: string; readonly below: string }
}

// Unicode numbers the dots of a braille cell down the left column, then the right; the fourth row was added later.
const brailleBits = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const

/** Braille patterns: two by four dots in each character. */
export const braille: Glyphs = {
  columns: 2,
  rows: 4,
  at(dots, column, row) {
    let pattern = 0
    brailleBits.forEach((bits, down) => {
      bits.forEach((bit, across) => {
        if (dots.has(column + across, row + down)) pattern += bit
      })
    })
    // The empty pattern is drawn as a row of circles by some fonts.
    return pattern === 0 ? ' ' : String.fromCodePoint(0x2800 + pattern)
  },
  axis: { line: '│', tick: '┤', corner: '└', below: '─' },
}

/** Characters that every terminal and every log has: two dots in each, one above the other. */
export const ascii: Glyphs = {
  columns: 1,
  rows: 2,
  at(dots, column, row) {
    const [upper, lower] = [dots.has(column, row), dots.has(column, row + 1)]
    return upper ? (lower ? ':' : "'") : lower ? '.' : ' '
  },
  axis: { line: '|', tick: '+', corner: '+', below: '-' },
}
