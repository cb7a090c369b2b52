import { blockLength } from '../formulas/registers.ts'
import type { Layout } from './layout.ts'
import { Walk } from './walk.ts'

/** Marks, in a table of offsets, a position that the view does not reach. All others are >= 0. */
export const outside = -2147483648

/** Where a block's elements lie: at `shift` plus the offsets in `table`, from `from` on. */
export interface Places {
  readonly layout: Layout
  readonly table: Int32Array
  readonly from: number
  readonly shift: number
}

/** Offsets up to this number are kept from run to run. */
const keptLength = 2048

/**
 * Where the elements of one block lie, by way of a layout that cannot be walked in equal steps.
 *
 * If the pattern repeats soon along the first axis, its offsets are worked out once and for all; else each block's when its turn comes.
 */
export class Offsets implements Places {
  readonly layout: Layout
  readonly table: Int32Array
  from = 0
  shift = 0
  readonly #walk: Walk
  /** After how many positions the pattern repeats; undefined where that is too far. */
  readonly #period: number | undefined
  /** Whether a guard lets through some elements of a row along the last axis and bars others. */
  readonly #guardsRows: boolean

  constructor(layout: Layout, total: number) {
    const inner = total / layout.sizes[0]!
    const repeats = inner <= keptLength && layout.guards.every(({ factors }) => factors[0] === 0)
    this.layout = layout
    this.#walk = new Walk(layout)
    this.#guardsRows = layout.guards.some(({ factors }) => factors.at(-1) !== 0)
    this.#period = total <= blockLength ? total : repeats ? inner : undefined
    this.table = new Int32Array(Math.min(total, (this.#period ?? 0) + blockLength))
    if (this.#period !== undefined) this.#write(0, this.table.length)
  }

  /** Makes `count` positions from `start` on the current block. */
  locate(start: number, count: number): void {
    if (this.#period === undefined) {
      this.#write(start, count)
    } else {
      this.from = start % this.#period
      this.shift = ((start - this.from) / this.#period) * this.layout.strides[0]!
    }
  }

  #write(start: number, count: number): void {
    if (count === 0) return
    const { table, layout } = this
    const walk = this.#walk
    const { stride } = walk
    walk.seek(start)
    for (let k = 0; k < count; ) {
      const length = Math.min(walk.left, count - k)
      const end = k + length
      const shift = layout.guards.length > 0 ? shiftOfRow(layout, walk.index) : 0
      if (shift === undefined) {
        table.fill(outside, k, end)
      } else {
        for (let i = k, offset = walk.offset + shift; i < end; i++, offset += stride) table[i] = offset
        if (this.#guardsRows) applyGuards(layout, walk.index, table, k, length)
      }
      walk.advance(length)
      k = end
    }
  }
}

/** What the guards that do not look along the last axis add to the offsets of a row; undefined where one bars the row. */
function shiftOfRow(layout: Layout, index: readonly number[]): number | undefined {
  const last = index.length - 1
  let shift = 0
  for (const { start, factors, step, size, stride } of layout.guards) {
    if (factors[last] !== 0) continue
    let position = start
    for (let axis = 0; axis < last; axis++) position += factors[axis]! * index[axis]!
    const coordinate = step === 1 ? position : position / step
    if (coordinate < 0 || coordinate >= size || coordinate !== Math.floor(coordinate)) return undefined
    shift += coordinate * stride
  }
  return shift
}

/** Adds what the other guards contribute to a run of offsets along the last axis, and marks those they bar. */
function applyGuards(layout: Layout, index: readonly number[], table: Int32Array, at: number, count: number): void {
  const last = index.length - 1
  for (const { start, factors, step, size, stride } of layout.guards) {
    const factor = factors[last]!
    if (factor === 0) continue
    let position = start
    for (let axis = 0; axis <= last; axis++) position += factors[axis]! * index[axis]!
    for (let k = at; k < at + count; k++) {
      const coordinate = step === 1 ? position : position / step
      if (coordinate < 0 || coordinate >= size || coordinate !== Math.floor(coordinate)) table[k] = outside
      else if (table[k] !== outside) table[k]! += coordinate * stride
      position += factor
    }
  }
}
