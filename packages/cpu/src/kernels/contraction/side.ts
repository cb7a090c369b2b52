import { elementCount, type Shape, type View } from '@gradus/kernel'
import { type CpuBuffer, checkBuffer } from '../../buffer.ts'
import { layoutOf } from '../../views/layout.ts'
import { Walk } from '../../views/walk.ts'

export type FloatDType = 'float32' | 'float64'
export type FloatArray = Float32Array | Float64Array

/** A factor or the output of a contraction, as a matrix for each of a batch: element (i, k) lies at base + lines[i] + steps[k]. */
export class Side {
  array: FloatArray = nothing
  base = 0
  readonly lines: Int32Array
  readonly steps: Int32Array
  readonly #kernel: string
  readonly #index: number
  readonly #dtype: FloatDType
  readonly #extent: number
  readonly #matrices: Int32Array
  #offset = 0

  /** `index` is the input's, or −1 for the output; the other arguments are groups of axes of `shape`. */
  constructor(
    kernel: string,
    index: number,
    dtype: FloatDType,
    shape: Shape,
    view: View,
    batch: readonly number[],
    lines: readonly number[],
    steps: readonly number[],
  ) {
    this.#kernel = kernel
    this.#index = index
    this.#dtype = dtype
    this.#extent = layoutOf(shape, view).extent
    this.#matrices = offsetsOf(shape, view, batch, view.offset)
    this.lines = offsetsOf(shape, view, lines, 0)
    this.steps = offsetsOf(shape, view, steps, 0)
  }

  /** How many matrices there are. */
  get batches(): number {
    return this.#matrices.length
  }

  /** Takes the buffer for a run; throws when it does not fit. */
  bind(buffer: CpuBuffer | undefined): void {
    checkBuffer(this.#kernel, this.#index, buffer, this.#dtype, this.#extent)
    this.array = buffer!.array as FloatArray
    this.#offset = buffer!.offset
  }

  /** Turns to one matrix of the batch. */
  go(batch: number): void {
    this.base = this.#offset + this.#matrices[batch]!
  }

  /** Forgets the buffer, so that it can be freed. */
  release(): void {
    this.array = nothing
  }
}

const nothing: FloatArray = /* @__PURE__ */ new Float32Array(0)

/** Where the positions along a group of axes lie, counted from `offset`. */
function offsetsOf(shape: Shape, view: View, axes: readonly number[], offset: number): Int32Array {
  const sizes = axes.map((axis) => shape[axis]!)
  const table = new Int32Array(elementCount(sizes))
  const walk = new Walk(layoutOf(sizes, { offset, strides: axes.map((axis) => view.strides[axis]!) }))
  for (let k = 0; k < table.length; k++) {
    table[k] = walk.offset
    walk.advance(1)
  }
  return table
}
