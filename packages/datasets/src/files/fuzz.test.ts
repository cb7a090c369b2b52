// Protects: IDX and NPY files of the right form with wrong parts are read as they are or refused: sizes of any magnitude, dtypes that exist and that do not.
import type { NumberArray } from '@gradus/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundarySizes, fuzzRuns, readOrRefused } from '../__fixtures__/survives.ts'
import type { NumberData } from './number-data.ts'
import { readIdx } from './read-idx.ts'
import { readNpy } from './read-npy.ts'

const bytesOf = ({ buffer, byteOffset, byteLength }: NumberArray): Uint8Array => new Uint8Array(buffer, byteOffset, byteLength)

/** Shapes that often agree with the number of bytes behind them. */
const count = (shape: readonly (number | string)[]): number => shape.reduce((product: number, size) => product * Number(size), 1)

describe('IDX', () => {
  const codes = new Map([[8, 1], [9, 1], [11, 2], [12, 4], [13, 4], [14, 8]]) // biome-ignore format: a table
  const size = fc.oneof(
    { weight: 6, arbitrary: fc.nat(4) },
    { weight: 1, arbitrary: fc.constantFrom(2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 65536) },
  )
  const parts = fc.record({
    zero: fc.oneof({ weight: 20, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(65535) }),
    code: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...codes.keys()) }, { weight: 1, arbitrary: fc.nat(255) }),
    shape: fc.array(size, { maxLength: 4 }),
    rank: fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat(255) }),
    more: fc.constantFrom(0, 0, 0, 0, 1, -1, 4),
    fill: fc.infiniteStream(fc.nat(255)),
  })

  /** A file of these parts, the values big-endian as they are. */
  function write(code: number, shape: readonly number[], values: Uint8Array, { zero = 0, rank = shape.length } = {}): Uint8Array {
    const view = new DataView(new ArrayBuffer(4 + 4 * shape.length + values.length))
    view.setUint16(0, zero)
    view.setUint8(2, code)
    view.setUint8(3, rank)
    for (const [axis, each] of shape.entries()) view.setUint32(4 + 4 * axis, each)
    const bytes = new Uint8Array(view.buffer)
    bytes.set(values, 4 + 4 * shape.length)
    return bytes
  }

  it('of any parts', () => {
    const codeOf = new Map<unknown, number>([[Uint8Array, 8], [Int8Array, 9], [Int16Array, 11], [Int32Array, 12], [Float32Array, 13], [Float64Array, 14]]) // biome-ignore format: a table
    let taken = 0
    fc.assert(
      fc.property(parts, ({ zero, code, shape, rank, more, fill }) => {
        const length = Math.min(300, Math.max(0, count(shape) * (codes.get(code) ?? 1) + more))
        const values = Uint8Array.from({ length }, () => fill.next().value!)
        const file = write(code, shape, values, { zero, ...(rank !== undefined && { rank }) })
        const read = readOrRefused(() => readIdx(file))
        if (read === undefined) return
        taken++
        const width = read.data.BYTES_PER_ELEMENT
        const swapped = bytesOf(read.data).slice()
        for (let at = 0; at < swapped.length; at += width) swapped.subarray(at, at + width).reverse()
        const again = write(codeOf.get(read.data.constructor)!, read.shape, swapped)
        expect(bytesOf(readIdx(again).data)).toEqual(bytesOf(read.data))
        expect(readIdx(again)).toEqual(read)
      }),
      fuzzRuns(2000),
    )
    // Time ends the runs on a machine that is busy.
    expect(taken).toBeGreaterThan(10)
  })
})

describe('NPY', () => {
  const widths = new Map(
    ['|b1', '|u1', '|i1', '<u2', '>i2', '<u4', '<i4', '<u8', '>i8', '<f2', '>f4', '<f4', '<f8', '>f8'].map((descr) => [descr, Number(descr.slice(2))]),
  ) // biome-ignore format: a list
  const others = fc.constantFrom('O', '|O', '<c8', '|S4', '<U3', '<f16', 'f4', '|f4', '=f4', '', '__proto__', "<f4', 'a': '", '<f4\\n')
  const size = fc.oneof(
    { weight: 6, arbitrary: fc.nat(4).map(String) },
    { weight: 1, arbitrary: fc.constantFrom(...boundarySizes, '1L', '01', '1e3', '0x1', '', 'True') },
  )
  const parts = fc.record({
    version: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(1, 2, 3) }, { weight: 1, arbitrary: fc.nat(255) }),
    descr: fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...widths.keys()) }, { weight: 1, arbitrary: others }),
    order: fc.constantFrom('False', 'False', 'True', 'true', '0'),
    shape: fc.array(size, { maxLength: 4 }),
    entries: fc.constantFrom('all', 'all', 'all', 'all', 'twice', 'without a shape', 'one more'),
    longer: fc.constantFrom(0, 0, 0, 0, 0, 1, -1, 70_000, 2 ** 31, 2 ** 32 - 1),
    more: fc.constantFrom(0, 0, 0, 0, 1, -1),
    small: fc.boolean(),
    fill: fc.infiniteStream(fc.nat(255)),
  })

  /** A file with this header, the length of it and the version as told. */
  function write(header: string, values: Uint8Array, { version = 1, longer = 0 } = {}): Uint8Array {
    const text = Uint8Array.from(Buffer.from(`${header}\n`, 'latin1'))
    const start = version === 1 ? 10 : 12
    const file = new Uint8Array(start + text.length + values.length)
    file.set([0x93, ...Buffer.from('NUMPY'), version, 0])
    const view = new DataView(file.buffer)
    if (version === 1) view.setUint16(8, text.length + longer, true)
    else view.setUint32(8, text.length + longer, true)
    file.set(text, start)
    file.set(values, start + text.length)
    return file
  }

  const headerOf = (descr: string, order: string, shape: readonly unknown[]): string =>
    `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape.join(', ')}${shape.length === 1 ? ',' : ''}), }`

  /** The file of an array that was read. */
  function rewrite({ data, shape, dtype }: NumberData): Uint8Array {
    const letter = data instanceof Float32Array || data instanceof Float64Array ? 'f' : /^Uint/.test(data.constructor.name) ? 'u' : 'i'
    const descr = dtype === 'bool' ? '|b1' : `<${letter}${data.BYTES_PER_ELEMENT}`
    return write(headerOf(descr, 'False', shape), bytesOf(data))
  }

  it('of any parts', () => {
    let taken = 0
    fc.assert(
      fc.property(parts, ({ version, descr, order, shape, entries, longer, more, small, fill }) => {
        const whole = headerOf(descr, order, shape)
        const header = {
          all: whole,
          twice: whole.replace('{', `{'descr': '${descr}', `),
          'without a shape': whole.replace(/, 'shape'.*/, '}'),
          'one more': whole.replace(', }', ", '__proto__': False}"),
        }[entries]!
        const length = Math.min(300, Math.max(0, count(shape) * (widths.get(descr) ?? 1) + more || 0))
        // Of bytes that are 0 or 1 booleans are made.
        const values = Uint8Array.from({ length }, () => fill.next().value! & (small ? 1 : 255))
        const read = readOrRefused(() => readNpy(write(header, values, { version, longer })), ['file', 'unsupported', ...(/8$/.test(descr) ? ['range' as const] : [])]) // biome-ignore format: as one
        if (read === undefined) return
        taken++
        const again = readNpy(rewrite(read))
        expect(bytesOf(again.data)).toEqual(bytesOf(read.data))
        expect(again).toEqual(read)
      }),
      fuzzRuns(2000),
    )
    // Time ends the runs on a machine that is busy.
    expect(taken).toBeGreaterThan(10)
  })
})
