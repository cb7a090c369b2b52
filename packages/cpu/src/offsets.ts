import type { Layout } from './layout.ts'
import { blockLength } from './registers.ts'

/** Offsets of a block's elements: in `table`, from `from` on. */
export interface Places {
  readonly layout: Layout
  readonly table: Int32Array
  readonly from: number
}

/**
 * Where the elements of one block lie, by way of a layout that cannot be walked in equal steps.
 *
 * For an index space of one block everything is known once and for all; for larger ones each block is worked out when its turn comes.
 */
export class Offsets implements Places {
  readonly layout: Layout
  readonly table: Int32Array
  from = 0
  readonly #whole: boolean

  constructor(layout: Layout, total: number) {
    this.layout = layout
    this.#whole = total <= blockLength
    this.table = new Int32Array(this.#whole ? total : blockLength)
    if (this.#whole) writeOffsets(layout, 0, total, this.table)
  }

  /** Makes `count` positions from `start` on the current block. */
  locate(start: number, count: number): void {
    if (this.#whole) this.from = start
    else writeOffsets(this.layout, start, count, this.table)
  }
}

/** Marks, in a table of offsets, a position that the view does not reach. All others are >= 0. */
export const outside = -2147483648

/**
 * Writes to `table` from `at` on where the elements for positions `start … start + count − 1` lie, {@link outside} where a guard bars them.
 */
export function writeOffsets(layout: Layout, start: number, count: number, table: Int32Array, at = 0): void {
  const { sizes, strides, guards } = layout
  const last = sizes.length - 1
  if (last < 0) {
    table.fill(layout.offset, at, at + count)
    if (guards.length > 0) applyGuards(layout, [], table, at, count)
    return
  }
  const index = indexAt(sizes, start)
  const stride = strides[last]!
  const size = sizes[last]!
  for (let done = 0; done < count; ) {
    const length = Math.min(count - done, size - index[last]!)
    let offset = layout.offset
    for (let axis = 0; axis <= last; axis++) offset += strides[axis]! * index[axis]!
    const end = at + done + length
    for (let k = at + done; k < end; k++) {
      table[k] = offset
      offset += stride
    }
    if (guards.length > 0) applyGuards(layout, index, table, at + done, length)
    done += length
    index[last]! += length
    for (let axis = last; axis > 0 && index[axis] === sizes[axis]; axis--) {
      index[axis] = 0
      index[axis - 1]!++
    }
  }
}

/** A position of the index space as one index per axis. */
export function indexAt(sizes: readonly number[], position: number): number[] {
  const index = new Array<number>(sizes.length)
  for (let axis = sizes.length - 1; axis >= 0; axis--) {
    index[axis] = position % sizes[axis]!
    position = Math.floor(position / sizes[axis]!)
  }
  return index
}

/** Adds what the guards contribute to a run of offsets along the last axis, and marks those they bar. */
function applyGuards(layout: Layout, index: readonly number[], table: Int32Array, at: number, count: number): void {
  const last = index.length - 1
  for (const { start, factors, step, size, stride } of layout.guards) {
    let position = start
    for (let axis = 0; axis <= last; axis++) position += factors[axis]! * index[axis]!
    const factor = last < 0 ? 0 : factors[last]!
    for (let k = at; k < at + count; k++) {
      const coordinate = step === 1 ? position : position / step
      if (coordinate < 0 || coordinate >= size || coordinate !== Math.floor(coordinate)) table[k] = outside
      else if (table[k] !== outside) table[k]! += coordinate * stride
      position += factor
    }
  }
}
