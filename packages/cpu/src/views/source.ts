import type { DType, TypedArray } from '@gradus/kernel'
import { type CpuBuffer, checkBuffer } from '../buffer.ts'
import { loops, type Moves } from '../formulas/loops/index.ts'
import { registerFile } from '../formulas/registers.ts'
import type { Layout } from './layout.ts'
import { Offsets } from './offsets.ts'
import { Walk } from './walk.ts'

/** From this length on, copying a block whole is faster than a loop over its elements. */
export const wholesale = 48

/** From this length on, a row is worth a loop of its own; shorter ones go by a table of offsets. */
const longRow = 24

/** An input of a kernel: brings block after block into a register. */
export class Source {
  readonly #kernel: string
  readonly #index: number
  readonly #dtype: DType
  readonly #layout: Layout
  /** How the block is gathered where neighbours do not lie equally far apart: row by row, or element by element. */
  readonly #walk: Walk | undefined
  readonly #places: Offsets | undefined
  readonly #moves: Moves
  /** Where in the register file the block goes. */
  readonly #z: number

  /** `total` is the size of the index space that the layout is over. */
  constructor(kernel: string, index: number, dtype: DType, layout: Layout, total: number, z: number) {
    this.#kernel = kernel
    this.#index = index
    this.#dtype = dtype
    this.#layout = layout
    const even = layout.step !== undefined
    const byRows = !even && layout.guards.length === 0 && layout.sizes.at(-1)! >= longRow
    this.#walk = byRows ? new Walk(layout) : undefined
    this.#places = even || byRows ? undefined : new Offsets(layout, total)
    this.#moves = loops.moves[dtype]
    this.#z = z
  }

  /** Throws unless the buffer has the dtype and the length that the view needs. */
  check(inputs: readonly CpuBuffer[]): void {
    checkBuffer(this.#kernel, this.#index, inputs[this.#index], this.#dtype, this.#layout.extent)
  }

  /** Brings the `count` elements from position `start` of the index space on. */
  load(inputs: readonly CpuBuffer[], start: number, count: number): void {
    const { array, offset } = inputs[this.#index]!
    const { step } = this.#layout
    if (step !== undefined) {
      this.#copy(count, this.#z, array, offset + this.#layout.offset + start * step, step)
    } else if (this.#places !== undefined) {
      this.#places.locate(start, count)
      this.#moves.take(count, this.#z, array, offset, this.#places)
    } else {
      this.#copyRows(start, count, array, offset)
    }
  }

  #copyRows(start: number, count: number, array: TypedArray, base: number): void {
    const walk = this.#walk!
    const { stride } = walk
    walk.seek(start)
    for (let done = 0; done < count; ) {
      const length = Math.min(walk.left, count - done)
      this.#copy(length, this.#z + done, array, base + walk.offset, stride)
      walk.advance(length)
      done += length
    }
  }

  #copy(count: number, z: number, array: TypedArray, first: number, step: number): void {
    if (step === 1 && count >= wholesale) registerFile[this.#dtype].set(array.subarray(first, first + count), z)
    else this.#moves.load(count, z, array, first, step)
  }
}
