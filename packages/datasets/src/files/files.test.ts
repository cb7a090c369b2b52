// Protects: IDX and NPY files are read bit by bit or refused with what is wrong, where, and what the bytes look like; rows 80 and 82.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import npy from '../__fixtures__/npy.json' with { type: 'json' }
import { survives } from '../__fixtures__/survives.ts'
import { dataset } from '../create-dataset.ts'
import { looksLike } from './looks-like.ts'
import { readIdx } from './read-idx.ts'
import { readNpy } from './read-npy.ts'

const bytesOf = (base64: string) => Uint8Array.from(Buffer.from(base64, 'base64'))
const ascii = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'))

/** An IDX file, written from its definition. */
function idx(
  code: number,
  shape: readonly number[],
  values: readonly number[],
  write: (view: DataView, at: number, value: number) => number,
) {
  const view = new DataView(new ArrayBuffer(4 + 4 * shape.length + 8 * values.length))
  view.setUint8(2, code)
  view.setUint8(3, shape.length)
  for (const [axis, size] of shape.entries()) view.setUint32(4 + 4 * axis, size)
  let at = 4 + 4 * shape.length
  for (const value of values) at = write(view, at, value)
  return new Uint8Array(view.buffer, 0, at)
}

/** Writes one number by a method of DataView and tells where the next one goes. */
function put(method: 'setUint8' | 'setInt8' | 'setInt16' | 'setInt32' | 'setFloat32' | 'setFloat64', width: number) {
  return (view: DataView, at: number, value: number) => {
    view[method](at, value)
    return at + width
  }
}

const bytes = put('setUint8', 1)
const small = idx(8, [2, 3], [0, 1, 2, 253, 254, 255], bytes)

describe('readIdx', () => {
  it.each([
    { code: 8, array: new Uint8Array([0, 255, 7, 1]), write: bytes },
    { code: 9, array: new Int8Array([-128, 127, 7, 1]), write: bytes },
    {
      code: 11,
      array: new Int16Array([-32768, 32767, 258, 1]),
      write: put('setInt16', 2),
    },
    { code: 12, array: new Int32Array([-(2 ** 31), 2 ** 31 - 1, 16909060, 1]), write: put('setInt32', 4) }, // biome-ignore format: a table
    {
      code: 13,
      array: new Float32Array([1.5, -0, NaN, 3e38]),
      write: put('setFloat32', 4),
    },
    {
      code: 14,
      array: new Float64Array([1 / 3, -0, NaN, 1e308]),
      write: put('setFloat64', 8),
    },
  ])('reads type $code', ({ code, array, write }) => {
    for (const shape of [[4], [2, 2], [1, 4, 1]]) {
      expect(readIdx(idx(code, shape, Array.from(array), write))).toEqual({ data: array, shape })
    }
  })

  it('refuses a name that is none', () => {
    expect(() => readIdx(small, { file: 7 as never })).toThrow(
      expect.objectContaining({ code: 'type', message: 'readIdx: file must be text, got 7' }),
    )
  })

  it('reads from the middle of a buffer, and Node buffers, and copies', () => {
    const buffer = Buffer.concat([Buffer.from([9, 9, 9]), small])
    const read = readIdx(buffer.subarray(3))
    buffer.fill(1)
    expect(read).toEqual({ data: new Uint8Array([0, 1, 2, 253, 254, 255]), shape: [2, 3] })
    expect(readIdx(small.slice().buffer)).toEqual(read)
  })

  it('makes what dataset takes', () => {
    const data = dataset(readIdx(small), readIdx(idx(8, [2], [4, 9], bytes)), { dtype: 'float32', targetDType: 'int32' })
    expect([data.inputs.data, data.targets.data]).toEqual([new Float32Array([0, 1, 2, 253, 254, 255]), new Int32Array([4, 9])])
  })

  it.each<{ why: string; source: unknown; code?: string; message: RegExp }>([
    { why: 'nothing', source: new Uint8Array(0), message: /not an IDX file: .* at offset 0, got nothing; it looks like an empty file$/ },
    { why: 'another magic number', source: Uint8Array.of(0, 1, 8, 1), message: /expected the bytes 0, 0 and a type .* got 0, 1, 8, 1$/ },
    { why: 'an unknown type', source: Uint8Array.of(0, 0, 10, 1), message: /got 0, 0, 10, 1$/ },
    { why: 'gzip', source: gzipSync(small), message: /it looks like a gzip file, which has to be unpacked first/ },
    { why: 'an HTML page', source: ascii('\n<!DOCTYPE HTML><title>404'), message: /it looks like an HTML page$/ },
    { why: 'a Git LFS pointer', source: ascii('version https://git-lfs.github.com/spec/v1\n'), message: /a pointer of Git LFS/ },
    { why: 'cut in the header', source: small.slice(0, 9), message: /cut off: 2 extents end at offset 12, the file ends at offset 9$/ },
    {
      why: 'cut in the values',
      source: small.slice(0, -1),
      message: /cut off: shape \[2,3\] of uint8 needs 18 bytes with its header, got 17$/,
    },
    { why: 'too long', source: Buffer.concat([small, small]), message: /there is more than the header says: .*18 bytes .*got 36$/ },
    {
      why: 'a size of 4 GiB',
      source: Uint8Array.of(0, 0, 8, 2, 255, 255, 255, 255, 255, 255, 255, 255, 7),
      message: /cut off: shape \[4294967295,4294967295\]/,
    },
    { why: 'rank 255', source: Uint8Array.of(0, 0, 8, 255), message: /offset 3: the rank is 255, expected at most 32$/ },
    { why: 'a path', source: 'train.idx', code: 'type', message: /got "train.idx"; it does not open files: @gradus\/datasets\/node does$/ },
    { why: 'null', source: null, code: 'type', message: /bytes must be a Uint8Array or an ArrayBuffer, got null/ },
    { why: 'floats', source: new Float32Array(3), code: 'type', message: /got a Float32Array/ },
  ])('refuses $why', ({ source, code = 'file', message }) => {
    expect(() => readIdx(source as never, { file: 'a\n.idx' })).toThrow(
      expect.objectContaining({ name: 'GradusError', code, message: expect.stringMatching(message) }),
    )
    if (code === 'file') expect(() => readIdx(source as never, { file: 'a\n.idx' })).toThrow(/^readIdx: "a\\n.idx": /)
  })

  it('survives any change of its bytes, in bounded time and memory', () =>
    survives(readIdx, [small, idx(13, [2, 2], [1, 2, 3, 4], put('setFloat32', 4))]))
})

describe('readNpy', () => {
  it.each(npy.cases)('reads $dtype of shape $shape', ({ dtype, shape, values, file }) => {
    const read = readNpy(bytesOf(file))
    expect(read.shape).toEqual(shape)
    expect(Array.from(read.data)).toEqual(values.map(Number))
    expect(read.dtype).toBe(dtype === '|b1' ? 'bool' : undefined)
  })

  it('gives dataset what it takes, booleans too', () => {
    const booleans = npy.cases.find(({ dtype, shape }) => dtype === '|b1' && shape.length === 2)!
    expect(dataset(readNpy(bytesOf(booleans.file)), [1, 2]).inputs).toEqual({ data: new Uint8Array([1, 0]), shape: [2, 1], dtype: 'bool' })
  })

  it('reads every half-precision number', () => {
    const header = "{'descr': '<f2', 'fortran_order': False, 'shape': (65536,), }\n"
    const file = Buffer.concat([
      ascii('\x93NUMPY\x01\x00'),
      Uint8Array.of(header.length, 0),
      ascii(header),
      new Uint8Array(Uint16Array.from({ length: 65536 }, (_, i) => i).buffer),
    ])
    const { data } = readNpy(file)
    for (let bits = 0; bits < 65536; bits++) {
      const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023]
      const magnitude =
        exponent === 31
          ? fraction
            ? NaN
            : Infinity
          : exponent
            ? (1 + fraction / 1024) * 2 ** (exponent - 15)
            : (fraction / 1024) * 2 ** -14
      expect(data[bits]).toBe(sign * magnitude)
    }
  })

  it.each(npy.refused)('refuses $what', ({ what, file }) => {
    const message =
      what === 'records'
        ? /arrays of records are not read/
        : new RegExp(`dtype "${what.replace(/[|[\]]/g, '\\$&')}": .*; expected booleans, integers or floats`)
    expect(() => readNpy(bytesOf(file))).toThrow(
      expect.objectContaining({ name: 'GradusError', code: 'unsupported', message: expect.stringMatching(message) }),
    )
  })

  const withHeader = (header: string, values: Uint8Array = new Uint8Array(0)) =>
    Buffer.concat([ascii('\x93NUMPY\x01\x00'), Uint8Array.of(header.length & 255, header.length >> 8), ascii(header), values])
  const whole = bytesOf(npy.cases[0]!.file)

  it('takes the headers of Python 2 and other spacing', () => {
    expect(readNpy(withHeader(`{"shape":(1L,2L),'fortran_order':False , 'descr':'|u1'}`, Uint8Array.of(3, 4)))).toEqual({
      data: new Uint8Array([3, 4]),
      shape: [1, 2],
    })
  })

  it.each<{ why: string; source: Uint8Array; code?: string; message: RegExp }>([
    {
      why: 'code',
      source: withHeader("__import__('os').system('touch pwned')"),
      message: /the header has "__import__\('os'\).sys" at character 0, expected "{"/,
    },
    {
      why: 'code as a value',
      source: withHeader("{'descr': exit(), 'fortran_order': False, 'shape': ()}"),
      message: /has "exit\(\).*expected text in quotes/,
    },
    { why: 'code as a size', source: withHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (2**9,)}"), message: /expected "\)"/ },
    {
      why: 'code behind it',
      source: withHeader("{'descr': '<f4', 'fortran_order': False, 'shape': ()} or exit()"),
      message: /expected its end/,
    },
    {
      why: 'an entry more',
      source: withHeader("{'descr': '<f4', '__proto__': False}"),
      message: /the entry "__proto__" .*expected 'descr'/,
    },
    { why: 'an entry twice', source: withHeader("{'descr': '<f4', 'descr': '<f4'}"), message: /the entry "descr" twice/ },
    {
      why: 'an entry less',
      source: withHeader("{'descr': '<f4', 'shape': (1,)}"),
      message: /the header has descr, shape, expected descr, fortran_order and shape/,
    },
    {
      why: 'a negative size',
      source: withHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}"),
      message: /has "-1.*expected an integer >= 0/,
    },
    {
      why: 'a huge size',
      source: withHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999999999,9999999999999999)}"),
      message: /cut off/,
    },
    {
      why: 'huge and empty',
      source: withHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999999999,0)}", Uint8Array.of(1)),
      message: /more than the header says/,
    },
    { why: 'a long header', source: withHeader(' '.repeat(5000)), message: /offset 8: a header of 5000 bytes, expected at most 4096$/ },
    {
      why: 'rank 33',
      source: withHeader(`{'descr': '|u1', 'fortran_order': False, 'shape': (${'1,'.repeat(33)})}`),
      message: /the rank is 33, expected at most 32$/,
    },
    {
      why: 'a dtype without an order',
      source: withHeader("{'descr': 'f4', 'fortran_order': False, 'shape': ()}"),
      code: 'unsupported',
      message: /dtype "f4" says no byte order, expected "<f4" or ">f4"$/,
    },
    { why: 'no entries', source: withHeader('{}'), message: /the header has nothing, expected descr, fortran_order and shape$/ },
    {
      why: 'version 2, cut in the length of the header',
      source: ascii('\x93NUMPY\x02\x00\x76\x00'),
      message: /cut off: the header ends at offset 12, the file ends at offset 10$/,
    },
    {
      why: 'a dtype that is empty',
      source: withHeader("{'descr': '', 'fortran_order': False, 'shape': ()}"),
      code: 'unsupported',
      message: /dtype "";/,
    },
    { why: 'an IDX file', source: small, message: /not an NPY file: .*; it looks like an IDX file$/ },
    { why: 'cut behind a name', source: withHeader("{'descr'"), message: /the header has its end at character 8, expected ":"$/ },
    { why: 'an unclosed text', source: withHeader("{'descr"), message: /text without its closing quote/ },
    {
      why: 'cut in the header',
      source: whole.slice(0, 30),
      message: /cut off: the header ends at offset 128, the file ends at offset 30$/,
    },
    {
      why: 'cut in the values',
      source: whole.slice(0, -1),
      message: /cut off: shape \[2\] of bool needs 130 bytes with its header, got 129$/,
    },
    { why: 'too long', source: Buffer.concat([whole, whole]), message: /there is more than the header says/ },
    {
      why: 'version 9',
      source: Buffer.concat([ascii('\x93NUMPY\x09\x00'), whole.slice(8)]),
      code: 'unsupported',
      message: /version 9, expected 1, 2 or 3/,
    },
    {
      why: 'a boolean of 2',
      source: Buffer.concat([whole.slice(0, -1), Uint8Array.of(2)]),
      message: /offset 129: a boolean is 2, expected 0 or 1/,
    },
    { why: 'a ZIP archive (npz)', source: ascii('PK\x03\x04.............'), message: /not an NPY file: .*it looks like a ZIP archive$/ },
    {
      why: 'an int64 beyond int32',
      source: withHeader("{'descr': '<i8', 'fortran_order': False, 'shape': (1,)}", Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0)),
      code: 'range',
      message: /item \[0\] = 4294967296 of int64 does not fit int32/,
    },
  ])('refuses $why', ({ source, code = 'file', message }) => {
    expect(() => readNpy(source)).toThrow(expect.objectContaining({ name: 'GradusError', code, message: expect.stringMatching(message) }))
  })

  it('survives any change of its bytes, in bounded time and memory', () =>
    survives(
      readNpy,
      npy.cases.filter((_, i) => i % 7 === 0).map(({ file }) => bytesOf(file)),
      // An array of a kind that is not read, and an integer of 64 bits that does not fit int32: both say so by a code of their own.
      ['file', 'unsupported', 'range'],
    ))
})

describe('looksLike', () => {
  it('knows files by how they begin', () => {
    const name = (text: string) => looksLike(ascii(text))
    expect(['\x1f\x8b\x08', 'BZh9', '%PDF-1.7', '  <html>', '{"a": 1}', 'a,b\n1,2', '\x89PNG', '\x00\x01\x02'].map(name)).toEqual(
      ['a gzip file', 'a bzip2 file', 'a PDF document', 'an HTML page', 'JSON', 'text', 'a PNG image', undefined]) // biome-ignore format: a table
    expect(looksLike(readFileSync(new URL('looks-like.ts', import.meta.url)))).toBe('text')
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (any) => ['string', 'undefined'].includes(typeof looksLike(any))))
  })
})
