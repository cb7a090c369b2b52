import type { ArrayOf } from '@gradus/kernel'
import type { Instruction } from '../instruction.ts'

/** The loops between floats and their bits: the same registers, read through an array of words. */
export function createBitLoops({ float32: f, float64: d, int32: i }: ArrayOf) {
  const singleWords = new Int32Array(f.buffer)
  const doubleWords = new Int32Array(d.buffer)
  // Which of a double's two words holds sign and exponent: the second on little-endian machines, which is nearly all.
  const high = new Uint8Array(Int32Array.of(1).buffer)[0]
  const low = 1 - high

  function bits(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) i[z] = singleWords[x]
  }

  function fromBits(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) singleWords[z] = i[x]
  }

  function highBits(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) i[z] = doubleWords[2 * x + high]
  }

  function lowBits(count: number, { z, x, dx }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx) i[z] = doubleWords[2 * x + low]
  }

  function fromHighLow(count: number, { z, x, dx, y, dy }: Instruction): void {
    for (let end = z + count; z < end; z++, x += dx, y += dy) {
      doubleWords[2 * z + high] = i[x]
      doubleWords[2 * z + low] = i[y]
    }
  }

  return { float32: { bits }, float64: { highBits, lowBits }, int32: { fromBits, fromHighLow } }
}
