import { V128_LOAD, V128_LOAD32_SPLAT, V128_LOAD64_SPLAT } from '../encode/opcodes.ts'

/**
 * The vector constants of a program. They lie in memory: one load each, where engines make several instructions of a constant in the code.
 */
export class Constants {
  /** The imported global that holds their address. */
  readonly base: number
  private readonly data: number[] = []
  private readonly known = new Map<string, { readonly code: number; readonly offset: number }>()

  constructor(base: number) {
    this.base = base
  }

  /** Where sixteen bytes lie, and how they are loaded: what repeats takes no more room than once. */
  place(bytes: Uint8Array): { readonly code: number; readonly offset: number } {
    const period = periodOf(bytes)
    const key = bytes.subarray(0, period).join()
    let found = this.known.get(key)
    if (found === undefined) {
      while (this.data.length % period !== 0) this.data.push(0)
      found = { code: period === 4 ? V128_LOAD32_SPLAT : period === 8 ? V128_LOAD64_SPLAT : V128_LOAD, offset: this.data.length }
      for (let i = 0; i < period; i++) this.data.push(bytes[i]!)
      this.known.set(key, found)
    }
    return found
  }

  /** Where an array of known numbers lies. */
  array(bytes: Uint8Array): number {
    while (this.data.length % 16 !== 0) this.data.push(0)
    const offset = this.data.length
    for (const byte of bytes) this.data.push(byte)
    // Vectors may be loaded from the last element on.
    for (let i = 0; i < 16; i++) this.data.push(0)
    return offset
  }

  /** All of them, as they must lie at the address. */
  bytes(): Uint8Array {
    return Uint8Array.from(this.data)
  }
}

function periodOf(bytes: Uint8Array): 4 | 8 | 16 {
  const repeats = (period: number): boolean => bytes.every((byte, i) => byte === bytes[i % period])
  return repeats(4) ? 4 : repeats(8) ? 8 : 16
}
