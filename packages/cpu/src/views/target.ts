import { type DType, elementCount, type Shape, type View } from '@gradus/kernel'
import { type CpuBuffer, checkBuffer } from '../buffer.ts'
import { loops, type Moves } from '../formulas/loops/index.ts'
import { registerFile } from '../formulas/registers.ts'
import { type Layout, layoutOf } from './layout.ts'
import { Offsets } from './offsets.ts'
import { wholesale } from './source.ts'

/** The output of a kernel: takes block after block from a register. */
export class Target {
  readonly #kernel: string
  readonly #dtype: DType
  readonly #layout: Layout
  readonly #places: Offsets | undefined
  readonly #moves: Moves

  constructor(kernel: string, shape: Shape, view: View, dtype: DType) {
    const total = elementCount(shape)
    this.#kernel = kernel
    this.#dtype = dtype
    this.#layout = layoutOf(shape, view)
    this.#places = this.#layout.step === 1 || (total === 1 && this.#layout.step === 0) ? undefined : new Offsets(this.#layout, total)
    this.#moves = loops.moves[dtype]
  }

  /** Throws unless the buffer has the dtype and the length that the view needs. */
  check(output: CpuBuffer): void {
    checkBuffer(this.#kernel, -1, output, this.#dtype, this.#layout.extent)
  }

  /** Stores the `count` elements from position `start` of the index space on, which lie in the register file from `x` on. */
  store(output: CpuBuffer, start: number, count: number, x: number): void {
    const { array, offset } = output
    const places = this.#places
    if (places !== undefined) {
      places.locate(start, count)
      this.#moves.put(count, x, array, offset, places)
      return
    }
    const first = offset + this.#layout.offset + start
    if (count >= wholesale) array.set(registerFile[this.#dtype].subarray(x, x + count), first)
    else this.#moves.store(count, x, array, first)
  }
}
