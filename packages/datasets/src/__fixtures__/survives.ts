import { GradusError } from '@gradus/kernel'
import fc from 'fast-check'
import { expect } from 'vitest'

/** Numbers at which sizes and signs go wrong. */
const boundaries = [0, 1, 0x7f, 0x80, 0xff]

/** A change of bytes: some replaced, a piece cut out, doubled, or the end cut off. */
const changes = fc.array(
  fc.record({
    at: fc.nat(),
    kind: fc.constantFrom('set', 'boundary', 'cut', 'double', 'end'),
    value: fc.integer({ min: 0, max: 255 }),
    length: fc.integer({ min: 1, max: 9 }),
  }),
  { minLength: 1, maxLength: 6 },
)

/**
 * Changes the bytes of good files in many ways, for up to 2 seconds. Each must be read or be refused with a GradusError that is about the file or a number in it, within 50 ms (a
 * busy machine may need more for one, so it is measured again), in at most 4.5 times its bytes, without touching what all objects share.
 */
export function survives(
  read: (bytes: Uint8Array) => { readonly data: { readonly buffer: ArrayBufferLike } },
  files: readonly Uint8Array[],
): void {
  const before = Object.getOwnPropertyNames(Object.prototype).join()
  const attempt = (bytes: Uint8Array): number => {
    const start = performance.now()
    try {
      // Digits and a delimiter take two bytes of text, and a float64 eight; a tenth is room that need not be given back.
      expect(read(bytes).data.buffer.byteLength).toBeLessThanOrEqual(4.5 * bytes.length + 16)
    } catch (error) {
      if (!(error instanceof GradusError) || !['file', 'unsupported', 'range'].includes(error.code)) throw error
    }
    return performance.now() - start
  }
  fc.assert(
    fc.property(fc.constantFrom(...files), changes, (file, list) => {
      let bytes = Uint8Array.from(file)
      for (const { at, kind, value, length } of list) {
        const place = at % (bytes.length + 1)
        if (kind === 'set') bytes[place] = value
        else if (kind === 'boundary') bytes[place] = boundaries[value % boundaries.length]!
        else if (kind === 'end') bytes = bytes.slice(0, place)
        else {
          const keep = kind === 'cut' ? place + length : Math.max(place - length, 0)
          bytes = Uint8Array.from([...bytes.slice(0, place), ...bytes.slice(keep)])
        }
      }
      expect(Math.min(attempt(bytes), attempt(bytes))).toBeLessThan(50)
    }),
    { numRuns: 20_000, interruptAfterTimeLimit: 1500, markInterruptAsFailure: false },
  )
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before)
}
