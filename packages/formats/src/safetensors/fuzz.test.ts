// Protects: whatever happens to a file, it is read as it is or refused with an error that says it is the file; soon, and with no other trace.
import { GradusError } from '@gradus/kernel'
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { expect, it } from 'vitest'
import { fileWith } from './__fixtures__/file-of.ts'
import { readSafetensors } from './read-safetensors.ts'
import type { BigIntegers } from './stored-tensor.ts'
import { writeSafetensors } from './write-safetensors.ts'

const prototype = Object.getOwnPropertyNames(Object.prototype)

/** Reads, if the file is taken writes and reads again, and compares. Gives whether it was taken. */
function judge(bytes: Uint8Array): boolean {
  const copy = bytes.slice()
  try {
    const first = readSafetensors(bytes, { int64: 'bigint' })
    const again = readSafetensors(writeSafetensors(first.tensors, { metadata: first.metadata }), { int64: 'bigint' })
    expect([...again.tensors.keys()]).toEqual([...first.tensors.keys()])
    for (const [name, { data, shape, dtype }] of first.tensors) expect(again.tensors.get(name)).toMatchObject({ data, shape, dtype })
    expect(again.metadata).toEqual(first.metadata)
    return true
  } catch (error) {
    if (!(error instanceof GradusError) || error.code !== 'file') throw error
    expect(error.message.length).toBeLessThan(2000)
    return false
  } finally {
    checkTime(bytes)
    expect(bytes).toEqual(copy)
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(prototype)
  }
}

/** A machine may stop for longer than a file takes: of several runs the fastest counts. */
function checkTime(bytes: Uint8Array): void {
  let fastest = Infinity
  for (let run = 0; run < 5 && fastest >= 50; run++) {
    const start = performance.now()
    try {
      readSafetensors(bytes)
    } catch {}
    fastest = Math.min(fastest, performance.now() - start)
  }
  expect(fastest, 'milliseconds').toBeLessThan(50)
}

const sample = (checksum: boolean) =>
  writeSafetensors(
    new Map<string, Parameters<typeof writeSafetensors>[0] extends ReadonlyMap<string, infer Each> ? Each : never>([
      ['dense.kernel', { data: Float32Array.of(1, -2, 3.5, 0), shape: [2, 2], dtype: 'float32' }],
      ['é', { data: Float64Array.of(0.1), shape: [], dtype: 'float64' }],
      ['flags', { data: Uint8Array.of(1, 0, 1), shape: [3], dtype: 'bool' }],
      ['big', { data: BigInt64Array.of(-1n), shape: [1], dtype: 'int64' } satisfies BigIntegers],
      ['empty', { data: new Int32Array(0), shape: [0, 3], dtype: 'int32' }],
    ]),
    { metadata: new Map([['note', 'a "text"']]), checksum },
  )

it('bytes changed, cut, put in and left out', () => {
  const file = sample(false)
  const change = fc.record({
    kind: fc.constantFrom('set', 'flip', 'cut', 'insert', 'remove'),
    at: fc.nat(file.length),
    byte: fc.integer({ min: 1, max: 255 }),
  })
  let taken = 0
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      let bytes = [...file]
      for (const { kind, at, byte } of changes) {
        if (kind === 'set') bytes[Math.min(at, bytes.length - 1)] = byte
        else if (kind === 'flip' && bytes.length > 0) bytes[at % bytes.length]! ^= 1 << (byte & 7)
        else if (kind === 'cut') bytes = bytes.slice(0, at)
        else if (kind === 'insert') bytes.splice(at, 0, byte)
        else bytes.splice(at, 1)
      }
      if (judge(Uint8Array.from(bytes, (byte) => byte ?? 0))) taken++
    }),
    runs(3000),
  )
  expect(taken).toBeGreaterThan(0)
})

const boundary = fc.constantFrom<unknown>(
  0,
  -1,
  1,
  4,
  8,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2 ** 53 - 1,
  2 ** 63,
  2 ** 64,
  1.5,
  '4',
  null,
  true,
  [],
  {},
  'F32',
  'I64',
  'constructor',
  '__proto__',
)
const tensorName = fc.constantFrom('a', 'b', '', '__proto__', '__metadata__', 'constructor', '\u0000')
const part = <Value>(usual: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 6, arbitrary: usual as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: boundary })

it('headers of the right form with wrong parts', () => {
  const offsets = fc.constantFrom([0, 4], [4, 8], [0, 8], [8, 16], [0, 0], [4, 4])
  const tensor = fc.record({
    dtype: part(fc.constantFrom('F32', 'F64', 'I32', 'I64', 'U8', 'BOOL', 'F16', 'BF16', 'F8_E5M2')),
    shape: part(
      fc.array(fc.oneof({ weight: 5, arbitrary: fc.nat(3) as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: boundary }), {
        maxLength: 3,
      }),
    ),
    data_offsets: part(offsets),
  })
  let taken = 0
  fc.assert(
    fc.property(fc.array(fc.tuple(tensorName, part(tensor)), { maxLength: 3 }), fc.nat(16), (entries, length) => {
      // By hand: JSON.stringify of an object would join equal names.
      const header = `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`
      if (judge(fileWith(header, length))) taken++
    }),
    runs(4000),
  )
  expect(taken).toBeGreaterThan(0)
})

it('headers that say any length', () => {
  const file = sample(false)
  const length = new DataView(file.buffer).getBigUint64(0, true)
  const lengths = fc.oneof(
    fc.constantFrom(0n, 1n, 2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n),
    fc.bigInt({ min: length - 9n, max: length + 9n }),
  )
  let taken = 0
  fc.assert(
    fc.property(lengths, (told) => {
      const bytes = file.slice()
      new DataView(bytes.buffer).setBigUint64(0, told, true)
      const read = judge(bytes)
      expect(read).toBe(told === length)
      if (read) taken++
    }),
    runs(),
  )
  expect(taken).toBeGreaterThan(0)
})

it('headers of any text and any bytes', () => {
  const json = fc.json({ maxDepth: 4 })
  const text = fc.oneof(
    json,
    fc.string({ unit: 'binary' }),
    fc.string().map((rest) => `{"${rest}`),
  )
  fc.assert(
    fc.property(text, fc.nat(8), (header, length) => void judge(fileWith(header, length))),
    runs(1500),
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => void judge(bytes)),
    runs(1500),
  )
})

it('headers that are large take time in proportion', () => {
  const many = JSON.stringify(
    Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`t${i}`, { dtype: 'F32', shape: [1], data_offsets: [4 * i, 4 * i + 4] }])),
  )
  const start = performance.now()
  expect(readSafetensors(fileWith(many, 80_000)).tensors.size).toBe(20_000)
  for (const bad of [
    `{"a":"${'\\u0061'.repeat(300_000)}`,
    `{"a":${' '.repeat(2_000_000)}`,
    `{${'"a":{},'.repeat(1)}"b":"${'x'.repeat(2_000_000)}\u0001`,
  ]) {
    expect(() => readSafetensors(fileWith(bad))).toThrow(GradusError)
  }
  expect(performance.now() - start).toBeLessThan(5000)
})
