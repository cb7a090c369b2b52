import { registerFile } from './registers.ts'

/** The indices along one axis: each comes `repeat` times in a row, `size` of them, and round again. */
export interface Positions {
  readonly z: number
  readonly repeat: number
  readonly size: number
}

/** Writes the indices for `count` positions of the index space from `start` on to the int32 register at z. */
export function writePositions({ z, repeat, size }: Positions, start: number, count: number): void {
  const r = registerFile.int32
  let index = Math.floor(start / repeat) % size
  let left = repeat - (start % repeat)
  for (const end = z + count; z < end; z++) {
    r[z] = index
    if (--left === 0) {
      left = repeat
      if (++index === size) index = 0
    }
  }
}
