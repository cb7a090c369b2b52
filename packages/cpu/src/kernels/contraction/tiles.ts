import type { Side } from './side.ts'

/** Outputs that are computed at a time: a tile of 2 × 3, as many as the registers of a processor hold beside what feeds them. */
export const tileRows = 2
export const tileColumns = 3

/** Products that are summed before the sums go back to the output, and columns that are packed at a time: they fit the second-level cache. */
export const depthBlock = 512
export const columnBlock = 192

/** Where things lie in the one array: the tile's sums at 0 … 5, then a panel of rows, then the panels of columns. */
export const rowPanel = 8
export const columnPanels = rowPanel + tileRows * depthBlock

/** 2⁻⁶³ … 2⁴⁵: products are no subnormals of float32, and a block of them added to 2¹⁰⁰ stays far below its largest number. */
const least = 1.0842021724855044e-19
const greatest = 35184372088832
export const greatestSum = 1.2676506002282294e30

/** Adds `depth` products to each sum of the tile; the panel of columns begins at `at`. */
export type Tile = (at: number, depth: number) => void

/**
 * The inner loops of contractions, over one array that engines know to be constant; see `registerFile`.
 *
 * Each sum adds its products in index order, starting from what it holds.
 */
export function createTiles() {
  const p = new Float64Array(columnPanels + columnBlock * depthBlock)

  function float64(at: number, depth: number): void {
    let s00 = p[0]
    let s01 = p[1]
    let s02 = p[2]
    let s10 = p[3]
    let s11 = p[4]
    let s12 = p[5]
    for (let i = rowPanel, end = i + tileRows * depth; i < end; i += tileRows, at += tileColumns) {
      const x = p[i]
      const y = p[i + 1]
      const a = p[at]
      const b = p[at + 1]
      const c = p[at + 2]
      s00 += x * a
      s01 += x * b
      s02 += x * c
      s10 += y * a
      s11 += y * b
      s12 += y * c
    }
    p[0] = s00
    p[1] = s01
    p[2] = s02
    p[3] = s10
    p[4] = s11
    p[5] = s12
  }

  function float32(at: number, depth: number): void {
    let s00 = p[0]
    let s01 = p[1]
    let s02 = p[2]
    let s10 = p[3]
    let s11 = p[4]
    let s12 = p[5]
    for (let i = rowPanel, end = i + tileRows * depth; i < end; i += tileRows, at += tileColumns) {
      const x = p[i]
      const y = p[i + 1]
      const a = p[at]
      const b = p[at + 1]
      const c = p[at + 2]
      s00 = Math.fround(s00 + Math.fround(x * a))
      s01 = Math.fround(s01 + Math.fround(x * b))
      s02 = Math.fround(s02 + Math.fround(x * c))
      s10 = Math.fround(s10 + Math.fround(y * a))
      s11 = Math.fround(s11 + Math.fround(y * b))
      s12 = Math.fround(s12 + Math.fround(y * c))
    }
    p[0] = s00
    p[1] = s01
    p[2] = s02
    p[3] = s10
    p[4] = s11
    p[5] = s12
  }

  /**
   * `float32` by other means: h = v·(2²⁹ + 1), h − (h − v) is v rounded to 24 bits (Veltkamp 1968), and cheaper than two conversions.
   *
   * It is the nearest float32, and the even one in a tie, unless v overflows float32, is a subnormal of it, or is no number: the operands
   * are {@link least} … {@link greatest} in size or 0, and the sums at most {@link greatestSum}.
   */
  function tameFloat32(at: number, depth: number): void {
    const split = 536870913
    let s00 = p[0]
    let s01 = p[1]
    let s02 = p[2]
    let s10 = p[3]
    let s11 = p[4]
    let s12 = p[5]
    for (let i = rowPanel, end = i + tileRows * depth; i < end; i += tileRows, at += tileColumns) {
      const x = p[i]
      const y = p[i + 1]
      const a = p[at]
      const b = p[at + 1]
      const c = p[at + 2]
      let v = x * a
      let h = v * split
      v = s00 + (h - (h - v))
      h = v * split
      s00 = h - (h - v)
      v = x * b
      h = v * split
      v = s01 + (h - (h - v))
      h = v * split
      s01 = h - (h - v)
      v = x * c
      h = v * split
      v = s02 + (h - (h - v))
      h = v * split
      s02 = h - (h - v)
      v = y * a
      h = v * split
      v = s10 + (h - (h - v))
      h = v * split
      s10 = h - (h - v)
      v = y * b
      h = v * split
      v = s11 + (h - (h - v))
      h = v * split
      s11 = h - (h - v)
      v = y * c
      h = v * split
      v = s12 + (h - (h - v))
      h = v * split
      s12 = h - (h - v)
    }
    p[0] = s00
    p[1] = s01
    p[2] = s02
    p[3] = s10
    p[4] = s11
    p[5] = s12
  }

  /**
   * Packs the lines `from … from + count − 1` of a factor side by side, from `at` on: for each step k one element of each, then zeros up
   * to `width`. Gives whether `tameFloat32` can take them.
   */
  function pack(at: number, width: number, side: Side, from: number, count: number, first: number, depth: number): boolean {
    const { array, base, lines, steps } = side
    let tame = true
    for (let line = 0; line < width; line++) {
      let i = at + line
      const end = i + width * depth
      if (line >= count) {
        for (; i < end; i += width) p[i] = 0
        continue
      }
      const start = base + lines[from + line]
      for (let k = first; i < end; i += width, k++) {
        const value = array[start + steps[k]]
        const size = Math.abs(value)
        if (!(size >= least && size <= greatest) && value !== 0) tame = false
        p[i] = value
      }
    }
    return tame
  }

  return { panels: p, pack, float64, float32, tameFloat32 }
}
