import type { DType, Shape, TypedArray, View } from '@gradus/kernel'
import { type CpuBuffer, checkBuffer } from './buffer.ts'
import { type Layout, layoutOf, writeOffsets } from './layout.ts'
import { putOf } from './loops/moves.ts'
import type { Operand } from './operand.ts'
import { blockLength, outputBlock } from './registers.ts'

const offsets = /* @__PURE__ */ new Int32Array(blockLength)

/** The output of a kernel: written in place where its view is dense, else by way of a block. */
export class Target {
  readonly #kernel: string
  readonly #dtype: DType
  readonly #layout: Layout
  readonly #block: TypedArray | undefined

  constructor(kernel: string, shape: Shape, view: View, dtype: DType) {
    this.#kernel = kernel
    this.#dtype = dtype
    this.#layout = layoutOf(shape, view)
    const inPlace = this.#layout.step === 1 || (this.#layout.sizes.length === 0 && this.#layout.guards.length === 0)
    this.#block = inPlace ? undefined : outputBlock(dtype)
  }

  check(output: CpuBuffer): void {
    checkBuffer(this.#kernel, -1, output, this.#dtype, this.#layout.extent)
  }

  /** Points `operand` to where the elements from `start` on are to be written; {@link close} must follow. */
  open(output: CpuBuffer, start: number, operand: Operand): void {
    if (this.#block === undefined) {
      operand.array = output.array
      operand.offset = output.offset + this.#layout.offset + start
    } else {
      operand.array = this.#block
      operand.offset = 0
    }
  }

  /** Moves `count` elements from the block to where they belong. */
  close(output: CpuBuffer, start: number, count: number): void {
    if (this.#block === undefined) return
    writeOffsets(this.#layout, start, count, offsets)
    putOf[this.#dtype](offsets, count, this.#block, output.array, output.offset)
  }
}
