import { type DType, elementCount, type Shape, type TypedArray, type View } from '@gradus/kernel'
import { type CpuBuffer, checkBuffer } from './buffer.ts'
import { layoutOf } from './layout.ts'
import { takeOf } from './loops/moves.ts'
import { Offsets } from './offsets.ts'
import { gatherBlock } from './registers.ts'

/** An input of a kernel, read block by block through its view. */
export class Reader {
  readonly #kernel: string
  readonly #index: number
  readonly #dtype: DType
  readonly #places: Offsets
  readonly #block: TypedArray

  constructor(kernel: string, index: number, dtype: DType, shape: Shape, view: View) {
    this.#kernel = kernel
    this.#index = index
    this.#dtype = dtype
    this.#places = new Offsets(layoutOf(shape, view), elementCount(shape))
    this.#block = gatherBlock(dtype, index)
  }

  check(inputs: readonly CpuBuffer[]): void {
    checkBuffer(this.#kernel, this.#index, inputs[this.#index], this.#dtype, this.#places.layout.extent)
  }

  /** The elements from `start` on, at most a block of them; they stay until the next read. */
  read(inputs: readonly CpuBuffer[], start: number, count: number): TypedArray {
    const { array, offset } = inputs[this.#index]!
    this.#places.locate(start, count)
    takeOf[this.#dtype](this.#places, count, array, offset, this.#block, 0)
    return this.#block
  }
}
