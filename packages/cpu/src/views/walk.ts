import type { Layout } from './layout.ts'

/** A walk through the elements of a layout, row by row: rows run along the last axis. Guards are not its business. */
export class Walk {
  /** Where the next element lies. */
  offset = 0
  /** How many elements the row still has. */
  left = 0
  /** The next element's index along each axis. */
  readonly index: number[]
  readonly #sizes: readonly number[]
  readonly #strides: readonly number[]
  readonly #start: number

  constructor({ sizes, strides, offset }: Layout) {
    this.#sizes = sizes
    this.#strides = strides
    this.#start = offset
    this.index = sizes.map(() => 0)
    this.offset = offset
    this.left = sizes[sizes.length - 1]!
  }

  /** The distance between neighbours in a row. */
  get stride(): number {
    return this.#strides[this.#strides.length - 1]!
  }

  /** Goes to a position, counted in row-major order. */
  seek(position: number): void {
    const sizes = this.#sizes
    const last = sizes.length - 1
    this.offset = this.#start
    for (let axis = last; axis >= 0; axis--) {
      const index = position % sizes[axis]!
      position = (position - index) / sizes[axis]!
      this.index[axis] = index
      this.offset += index * this.#strides[axis]!
    }
    this.left = sizes[last]! - this.index[last]!
  }

  /** Goes on by `count` elements, at most to the end of the row. */
  advance(count: number): void {
    const sizes = this.#sizes
    const strides = this.#strides
    let axis = sizes.length - 1
    this.left -= count
    this.index[axis]! += count
    this.offset += count * strides[axis]!
    if (this.left > 0) return
    this.left = sizes[axis]!
    for (; axis > 0 && this.index[axis] === sizes[axis]; axis--) {
      this.offset += strides[axis - 1]! - sizes[axis]! * strides[axis]!
      this.index[axis] = 0
      this.index[axis - 1]!++
    }
  }
}
