import { bytesPerElement } from '@gradus/kernel'
import type { Lowered } from './lower.ts'

/** The imported globals of a compiled program, by index: addresses that are known when it is bound to its states. */
export const constantsBase = 0
/** Inputs and outputs. */
export const ioBase = 1
/** Values that live within a run only. */
export const scratchBase = 2
/** Room for what a function needs while it runs. */
export const workspaceBase = 3
/** The first of the states, each of which has a global of its own. */
export const firstState = 4

/** Where a value lies: the global that holds the address of its region, and the distance from there in bytes. */
export interface ValuePlace {
  readonly base: number
  readonly offset: number
}

/** Where the values of a program lie. */
export class Placement {
  /** Bytes of the region of inputs and outputs. */
  readonly ioBytes: number
  private readonly places = new Map<number, ValuePlace>()

  constructor({ values, inputs, outputs, states }: Lowered) {
    states.forEach((value, i) => {
      this.places.set(value, { base: firstState + i, offset: 0 })
    })
    let end = 0
    for (const value of [...inputs, ...outputs]) {
      if (this.places.has(value)) continue
      this.places.set(value, { base: ioBase, offset: end })
      const { dtype, length } = values[value]!
      end = aligned(end + length * bytesPerElement[dtype] + 16)
    }
    this.ioBytes = end
  }

  has(value: number): boolean {
    return this.places.has(value)
  }

  of(value: number): ValuePlace {
    return this.places.get(value) ?? nowhere
  }

  set(value: number, place: ValuePlace): void {
    this.places.set(value, place)
  }
}

const nowhere: ValuePlace = { base: scratchBase, offset: 0 }

/** Vectors lie best where sixteen bytes begin. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / 16) * 16
}
