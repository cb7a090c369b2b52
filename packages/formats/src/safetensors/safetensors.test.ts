// Protects: files of PyTorch and NumPy are read bit by bit, whatever they call their tensors, and what is written is read back.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { crc32 } from '../integrity/crc32.ts'
import { fileOf } from './__fixtures__/file-of.ts'
import { readSafetensors } from './read-safetensors.ts'
import type { BigIntegers } from './stored-tensor.ts'
import { writeSafetensors } from './write-safetensors.ts'

interface Fixture {
  readonly file: string
  readonly tensors: Record<string, { readonly shape: number[]; readonly values: string | string[] }>
  readonly metadata: Record<string, string>
}

const load = (name: string) => JSON.parse(readFileSync(new URL(`__fixtures__/${name}.json`, import.meta.url), 'utf8'))
const { halves, ...written } = load('files') as { halves: number } & Record<string, Fixture>
const fixtures = Object.entries({ ...written, 'a state of PyTorch': load('torch') }) as [string, Fixture][]
const decode = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
const doubles = (text: string) => new Float64Array(decode(text).buffer)

describe.each(fixtures)('a file of Python: %s', (name, { file, tensors, metadata }) => {
  const bytes = decode(file)
  const large = name === 'large integers'

  it('gives the numbers that Python put in', () => {
    const found = readSafetensors(bytes, { int64: large ? 'bigint' : 'float64' })
    expect([...found.tensors.keys()].sort()).toEqual(Object.keys(tensors).sort())
    expect(Object.fromEntries(found.metadata)).toEqual(metadata)
    for (const [tensor, { shape, values }] of Object.entries(tensors)) {
      const read = found.tensors.get(tensor)!
      expect(read.shape).toEqual(shape)
      if (typeof values === 'string') expect(Float64Array.from(read.data as Float64Array)).toEqual(doubles(values))
      else expect([...read.data].map(String)).toEqual(values)
    }
  })

  it('is read at every offset of memory', () => {
    const expected = readSafetensors(bytes, { int64: 'bigint' })
    for (let offset = 1; offset < 8; offset++) {
      const moved = new Uint8Array(bytes.length + offset)
      moved.set(bytes, offset)
      expect(readSafetensors(moved.subarray(offset), { int64: 'bigint' })).toEqual(expected)
    }
  })

  it('comes back from what is written of it', () => {
    const first = readSafetensors(bytes, { int64: 'bigint' })
    const again = readSafetensors(writeSafetensors(first.tensors, { metadata: first.metadata }), { int64: 'bigint' })
    expect([...again.tensors.keys()]).toEqual([...first.tensors.keys()])
    for (const [tensor, { data, shape, dtype }] of first.tensors) expect(again.tensors.get(tensor)).toMatchObject({ data, shape, dtype })
    expect(again.metadata).toEqual(first.metadata)
  })
})

describe('dtypes', () => {
  it('all 65536 halves are read exactly', () => {
    const words = Uint16Array.from({ length: 65536 }, (_, i) => i)
    const bytes = fileOf({ h: { dtype: 'F16', shape: [65536], data_offsets: [0, 131072] } }, new Uint8Array(words.buffer))
    const values = readSafetensors(bytes).tensors.get('h')!.data as Float32Array
    const numbers = values.filter((value) => !Number.isNaN(value))
    expect(numbers).toHaveLength(65536 - 2 * 1023)
    expect(crc32(new Uint8Array(numbers.buffer, 0, numbers.byteLength))).toBe(halves)
  })

  it('all bfloat16 are the upper halves of float32', () => {
    const words = Uint16Array.from({ length: 65536 }, (_, i) => i)
    const bytes = fileOf({ h: { dtype: 'BF16', shape: [65536], data_offsets: [0, 131072] } }, new Uint8Array(words.buffer))
    const values = readSafetensors(bytes).tensors.get('h')!.data as Float32Array
    expect(Array.from(new Uint32Array(values.buffer), (bits) => bits / 65536)).toEqual([...words])
  })

  it('NaN keeps its bits from memory to file and back', () => {
    const bits = Uint32Array.of(0x7fc00000, 0x7f800001, 0xffc12345, 0xff812345)
    const data = new Float32Array(bits.buffer)
    const read = readSafetensors(writeSafetensors(new Map([['nan', { data, shape: [4], dtype: 'float32' }]]))).tensors.get('nan')!
    expect(new Uint32Array(read.data.buffer)).toEqual(bits)
  })

  it('integers of 64 bits are never rounded', () => {
    const file = (value: bigint, dtype: 'int64' | 'uint64') =>
      writeSafetensors(
        new Map<string, BigIntegers>([
          ['n', { data: dtype === 'int64' ? BigInt64Array.of(0n, value) : BigUint64Array.of(0n, value), shape: [2], dtype }],
        ]),
      )
    for (const value of [2n ** 53n - 1n, -(2n ** 53n) + 1n, -1n, 2n ** 32n, -(2n ** 32n)])
      expect(readSafetensors(file(value, 'int64')).tensors.get('n')!.data[1]).toBe(Number(value))
    for (const value of [2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n), -(2n ** 53n) - 1n, 2n ** 63n - 1n, -(2n ** 63n)]) {
      const message = `readSafetensors: "m": $.n: element 1 (byte 72) is ${value}, which float64 does not hold exactly; the option int64: 'bigint' reads it`
      expect(() => readSafetensors(file(value, 'int64'), { name: 'm' })).toThrow(expect.objectContaining({ code: 'file', message }))
    }
    expect(() => readSafetensors(file(2n ** 64n - 1n, 'uint64'))).toThrow(/is 18446744073709551615, which/)
  })
})

describe('writing', () => {
  it('packs views of larger buffers', () => {
    const data = Float32Array.of(9, 1, 2, 9).subarray(1, 3)
    const file = writeSafetensors(new Map([['v', { data, shape: [2], dtype: 'float32' }]]))
    expect(file.length).toBe(8 + 56 + 8)
    expect(readSafetensors(file).tensors.get('v')!.data).toEqual(Float32Array.of(1, 2))
  })

  it('aligns all data: large elements come first, and the header is padded', () => {
    const tensors = new Map([
      ['flag', { data: Uint8Array.of(1), shape: [1], dtype: 'bool' as const }],
      ['wide', { data: Float64Array.of(2), shape: [1], dtype: 'float64' as const }],
      ['narrow', { data: Float32Array.of(3), shape: [], dtype: 'float32' as const }],
    ])
    const file = writeSafetensors(tensors)
    const length = Number(new DataView(file.buffer).getBigUint64(0, true))
    const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length)))
    expect(length % 8).toBe(0)
    expect([header.wide.data_offsets, header.narrow.data_offsets, header.flag.data_offsets]).toEqual([[0, 8], [8, 12], [12, 13]]) // biome-ignore format: offsets
    expect([...readSafetensors(file).tensors.keys()]).toEqual(['flag', 'wide', 'narrow'])
  })

  it('gives the same bytes for the same arrays', () => {
    const make = () => writeSafetensors(new Map([['a', { data: Int32Array.of(1), shape: [1], dtype: 'int32' }]]), { checksum: true })
    expect(make()).toEqual(make())
  })

  it('copies: what is read does not change with the file, nor the file with the arrays', () => {
    const data = Float32Array.of(1)
    const file = writeSafetensors(new Map([['a', { data, shape: [1], dtype: 'float32' }]]))
    const read = readSafetensors(file).tensors.get('a')!
    data[0] = 5
    file.fill(0)
    expect(read.data[0]).toBe(1)
  })
})
