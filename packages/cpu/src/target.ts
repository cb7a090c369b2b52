import { type DType, elementCount, type Shape, type TypedArray, type View } from '@gradus/kernel'
import { type CpuBuffer, checkBuffer } from './buffer.ts'
import { type Layout, layoutOf } from './layout.ts'
import { type Put, putOf } from './loops/moves.ts'
import { Offsets } from './offsets.ts'
import type { Operand } from './operand.ts'
import { outputBlock } from './registers.ts'

/** The output of a kernel: written in place where its view is dense, else by way of a block. */
export class Target {
  readonly #kernel: string
  readonly #dtype: DType
  readonly #layout: Layout
  /** Where results wait and where they go; undefined where they are written in place. */
  readonly #detour: { readonly places: Offsets; readonly put: Put; readonly block: TypedArray } | undefined

  constructor(kernel: string, shape: Shape, view: View, dtype: DType) {
    this.#kernel = kernel
    this.#dtype = dtype
    this.#layout = layoutOf(shape, view)
    const inPlace = this.#layout.step === 1 || (this.#layout.sizes.length === 0 && this.#layout.guards.length === 0)
    this.#detour = inPlace
      ? undefined
      : { places: new Offsets(this.#layout, elementCount(shape)), put: putOf[dtype], block: outputBlock(dtype) }
  }

  check(output: CpuBuffer): void {
    checkBuffer(this.#kernel, -1, output, this.#dtype, this.#layout.extent)
  }

  /** Points `operand` to where the elements from `start` on are to be written; {@link close} must follow. */
  open(output: CpuBuffer, start: number, operand: Operand): void {
    if (this.#detour === undefined) {
      operand.array = output.array
      operand.offset = output.offset + this.#layout.offset + start
    } else {
      operand.array = this.#detour.block
      operand.offset = 0
    }
  }

  /** Moves `count` elements from the block to where they belong. */
  close(output: CpuBuffer, start: number, count: number): void {
    if (this.#detour === undefined) return
    const { places, put, block } = this.#detour
    places.locate(start, count)
    put(places, count, block, output.array, output.offset)
  }
}
