import type { DType } from '@gradus/kernel'
import { type CpuBuffer, checkBuffer } from './buffer.ts'
import type { Layout } from './layout.ts'
import { loops, type Moves } from './loops/index.ts'
import { Offsets } from './offsets.ts'
import { registerFile } from './registers.ts'

/** From this length on, copying a block whole is faster than a loop over its elements. */
export const wholesale = 48

/** An input of a kernel: brings block after block into a register. */
export class Source {
  readonly #kernel: string
  readonly #index: number
  readonly #dtype: DType
  readonly #layout: Layout
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
    this.#places = layout.step === undefined ? new Offsets(layout, total) : undefined
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
    const places = this.#places
    if (places !== undefined) {
      places.locate(start, count)
      this.#moves.take(count, this.#z, array, offset, places)
      return
    }
    const step = this.#layout.step!
    const first = offset + this.#layout.offset + start * step
    if (step === 1 && count >= wholesale) registerFile[this.#dtype].set(array.subarray(first, first + count), this.#z)
    else this.#moves.load(count, this.#z, array, first, step)
  }
}
