import { type ErrorCode, GradusError } from '@gradus/kernel'
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { expect } from 'vitest'

/** Numbers at which sizes and signs go wrong, as a byte. */
const boundaries = [0, 1, 0x7f, 0x80, 0xff]

/** Sizes at which counts and offsets go wrong, as text: from 2⁵³ on floats do not hold all integers. */
export const boundarySizes: readonly string[] = ['0', '1', '-1', '2147483648', '4294967296', '9007199254740992', '9223372036854775808', '18446744073709551616'] // biome-ignore format: a list

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

/** The runs of a test of a reader: within two seconds, unless more were asked for. */
export function fuzzRuns(usual: number): fc.Parameters<unknown> {
  const limit = process.env.GRADUS_RUNS ? {} : { interruptAfterTimeLimit: 1500, markInterruptAsFailure: false }
  return { ...runs(usual), ...limit }
}

const shared = Object.getOwnPropertyNames(Object.prototype).join()

/**
 * What a reader gives, or undefined where it refuses with one of the codes. Either takes less than 50 ms (a busy machine may need more for
 * one, so it is measured again) and leaves alone what all objects share.
 */
export function readOrRefused<T>(read: () => T, codes: readonly ErrorCode[] = ['file']): T | undefined {
  const attempt = (): { readonly result: T | undefined; readonly time: number } => {
    const start = performance.now()
    let result: T | undefined
    try {
      result = read()
    } catch (error) {
      if (!(error instanceof GradusError) || !codes.includes(error.code)) throw error
      expect(error.message.length).toBeLessThan(2000)
    }
    return { result, time: performance.now() - start }
  }
  const first = attempt()
  if (first.time >= 50) expect(Math.min(attempt().time, attempt().time)).toBeLessThan(50)
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(shared)
  return first.result
}

/** Changes the bytes of good files in many ways. Each must be read, in at most 4.5 times its bytes, or be refused with one of the codes. */
export function survives(
  read: (bytes: Uint8Array) => { readonly data: { readonly buffer: ArrayBufferLike } },
  files: readonly Uint8Array[],
  codes: readonly ErrorCode[] = ['file'],
): void {
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
      const result = readOrRefused(() => read(bytes), codes)
      // Digits and a delimiter take two bytes of text, and a float64 eight; a tenth is room that need not be given back.
      if (result !== undefined) expect(result.data.buffer.byteLength).toBeLessThanOrEqual(4.5 * bytes.length + 16)
    }),
    fuzzRuns(20_000),
  )
}
