import type { Place } from '../block/block.ts'
import { type Code, i32 } from '../encode/code.ts'
import * as op from '../encode/opcodes.ts'
import type { ValuePlace } from '../program/placement.ts'

/** An address that moves with the loops: for each axis how many bytes. */
interface Pointer {
  readonly local: number
  readonly steps: readonly number[]
}

/**
 * Addresses and counters that move together through an index space.
 *
 * They are added first; then loops over the axes are opened in any order, each once at a time.
 */
export class Pointers {
  private readonly code: Code
  private readonly axes: number
  private readonly pointers: Pointer[] = []
  private readonly known = new Map<string, Place>()
  private readonly counters = new Map<number, number>()

  constructor(code: Code, axes: number) {
    this.code = code
    this.axes = axes
  }

  /** The place of the element that the loops have reached. */
  add({ base, offset }: ValuePlace, steps: readonly number[]): Place {
    // What never moves needs no local of its own.
    if (offset >= 0 && steps.every((step) => step === 0)) return { base, offset }
    const key = `${base} ${offset} ${steps}`
    let place = this.known.get(key)
    if (place === undefined) {
      const local = this.code.local(i32)
      this.code.get(this.code.global(base))
      this.code.constant(offset)
      this.code.op(op.I32_ADD)
      this.code.set(local)
      this.pointers.push({ local, steps })
      place = { base: -1 - local, offset: 0 }
      this.known.set(key, place)
    }
    return place
  }

  /** The local that counts the positions along an axis. */
  counter(axis: number): number {
    let local = this.counters.get(axis)
    if (local === undefined) {
      local = this.code.local(i32)
      this.code.constant(0)
      this.code.set(local)
      this.counters.set(axis, local)
    }
    return local
  }

  /** Repeats `body` over an axis, `count` times by `step` positions; then everything stands where it stood. */
  loop(axis: number, count: number, step: number, body: () => void): void {
    if (count === 0) return
    if (axis >= this.axes) {
      body()
      return
    }
    this.code.repeat(count, () => {
      body()
      this.move(axis, step)
    })
    this.move(axis, -count * step)
  }

  /** Moves along an axis. */
  move(axis: number, positions: number): void {
    for (const { local, steps } of this.pointers) this.code.advance(local, steps[axis]! * positions)
    const counter = this.counters.get(axis)
    if (counter !== undefined) this.code.advance(counter, positions)
  }
}
