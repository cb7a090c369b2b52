// Protects: a file that the format forbids is refused in words that name file, tensor and numbers; no name does more than name (rows 101, 104, 107–112).
import { GradusError } from '@gradus/kernel'
import { describe, expect, it, vi } from 'vitest'
import { fileOf, fileWith } from './__fixtures__/file-of.ts'
import { readSafetensors } from './read-safetensors.ts'
import { writeSafetensors } from './write-safetensors.ts'

const float = (begin: number, end: number, shape: unknown = [(end - begin) / 4]) => ({ dtype: 'F32', shape, data_offsets: [begin, end] })
const utf8 = (text: string) => new TextEncoder().encode(text)
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))
const valid = () => fileOf({ a: float(0, 8) }, 8)

function refusal(bytes: Uint8Array, name?: string): GradusError {
  const before = Object.getOwnPropertyNames(Object.prototype)
  try {
    readSafetensors(bytes, name === undefined ? {} : { name })
  } catch (error) {
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
    expect(error).toBeInstanceOf(GradusError)
    return error as GradusError
  }
  throw new Error('the file was taken')
}

const head = 'readSafetensors: "m.safetensors": '

describe('a forbidden file is refused', () => {
  it.each<[what: string, bytes: Uint8Array, message: string]>([
    ['empty', new Uint8Array(0), "expected the 8 bytes that give the header's length, found an empty file"],
    ['of 7 bytes', Uint8Array.of(1, 0, 0, 0, 0, 0, 0), "expected the 8 bytes that give the header's length, found 7 in all"],
    ['without header', fileWith(''), 'byte 8: expected {, the beginning of the header, found no header (its length is 0); it looks like a file of zeros, as a crash leaves it'],
    ['cut in the header', valid().subarray(0, 30), "the header's length is 54, but only 22 bytes follow: was the file cut short?"],
    ['cut in the data', valid().subarray(0, -1), '$.a.data_offsets: ends at 8, the data have 7 bytes: was the file cut short?'],
    ['with a header of 2^63', fileWith('{}', 0, 2n ** 63n), "the header's length is 9223372036854775808, the format allows 100000000"],
    ['with a header of 2^53 + 1', fileWith('{}', 0, 2n ** 53n + 1n), "the header's length is 9007199254740993, the format allows 100000000"],
    ['with a header of 100,000,001', fileWith('{}', 0, 100_000_001n), "the header's length is 100000001, the format allows 100000000"],
    ['with a header of 100,000,000', fileWith('{}', 0, 100_000_000n), "the header's length is 100000000, but only 2 bytes follow: was the file cut short?"],
    ['with a header that lacks one byte', fileWith('{}', 0, 3n), "the header's length is 3, but only 2 bytes follow: was the file cut short?"],
    ['with an array as header', fileOf([1]), 'byte 8: expected {, the beginning of the header, found the byte 0x5b'],
    ['with a byte order mark', fileWith('\ufeff{}'), 'byte 8: expected {, the beginning of the header, found the byte 0xef'],
    ['in UTF-16', fileWith(latin1('{\0}\0')), 'byte 9, at $: expected a name in double quotes, found "\\u0000"'],
    ['with space before', fileWith(' {}'), 'byte 8: expected {, the beginning of the header, found the byte 0x20'],
    ['padded with line ends', fileWith('{}\n'), 'byte 10: the header may be padded with spaces only, found "\\n"'],
    ['padded with zeros', fileWith('{}\0'), 'byte 10, at $: expected the end, found "\\u0000"'],
    ['with bad UTF-8', fileWith(latin1('{"\xff":1}')), 'byte 10: expected UTF-8, found 0xff 0x22 0x3a 0x31'],
    ['with UTF-8 cut short', fileWith(latin1('{"abc\xe2\x82')), 'byte 13: expected UTF-8, found 0xe2 0x82'],
    ['with an overlong zero', fileWith(latin1('{"\xc0\x80":1}')), 'byte 10: expected UTF-8, found 0xc0 0x80 0x22 0x3a'],
    ['with half of a pair', fileWith('{"\\ud800":1}'), 'byte 9, at $: half of a surrogate pair, which is no character'],
    ['with a comma too many', fileWith('{"a":{},}'), 'byte 16, at $: expected a name in double quotes, found "}"'],
    ['with two documents', fileWith('{}{}'), 'byte 10, at $: expected the end, found "{"'],
    ['with a header without end', fileWith('{"a":{"dtype":"F32"'), 'byte 27, at $.a: expected , or }, found the end'],
    ['with a name twice', fileWith('{"a":1,"a":2}'), 'byte 15, at $: the name "a" occurs twice'],
    ['with a name twice, once escaped', fileWith('{"a":1,"\\u0061":2}'), 'byte 15, at $: the name "a" occurs twice'],
    ['with a part twice', fileWith('{"a":{"shape":[],"shape":[]}}'), 'byte 25, at $.a: the name "shape" occurs twice'],
    ['with metadata twice', fileWith('{"__metadata__":{},"__metadata__":{}}'), 'byte 27, at $: the name "__metadata__" occurs twice'],
    ['nested', fileWith(`{"a":${'['.repeat(100_000)}`), 'byte 15, at $.a[0][0]: nested deeper than 3'],
    ['with NaN', fileWith('{"a":NaN}'), 'byte 13, at $.a: expected a value, found "N"'],
    ['with null', fileOf({ a: null }), '$.a: expected { dtype, shape, data_offsets }, found null'],
    ['with metadata as a tensor', fileOf({ __metadata__: float(0, 4) }, 4), '$.__metadata__.shape: expected a text, found [1]'],
    ['with a number in metadata', fileOf({ __metadata__: { epoch: 3 } }), '$.__metadata__.epoch: expected a text, found 3'],
    ['with metadata as text', fileOf({ __metadata__: 'a' }), '$.__metadata__: expected an object of texts, found "a"'],
    ['with null as metadata', fileOf({ __metadata__: null }), '$.__metadata__: expected an object of texts, found null'],
    ['without dtype', fileOf({ a: { shape: [], data_offsets: [0, 4] } }, 4), '$.a: dtype is missing'],
    ['without offsets', fileOf({ a: { shape: [], dtype: 'F32' } }), '$.a: data_offsets is missing'],
    ['with more parts', fileOf({ a: { ...float(0, 4), code: 'x' } }, 4), '$.a.code: unknown; a tensor has dtype, shape, data_offsets'],
    ['with a prototype', fileWith('{"a":{"__proto__":{}}}'), '$.a.__proto__: unknown; a tensor has dtype, shape, data_offsets'],
    ['with a dtype of 8-bit floats', fileOf({ a: { ...float(0, 4), dtype: 'F8_E4M3' } }, 4), '$.a.dtype: unsupported dtype "F8_E4M3"; supported are F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, BOOL'],
    ['with a dtype named constructor', fileOf({ a: { ...float(0, 4), dtype: 'constructor' } }, 4), '$.a.dtype: unsupported dtype "constructor"; supported are F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, BOOL'],
    ['with a dtype of another case', fileOf({ a: { ...float(0, 4), dtype: 'f32' } }, 4), '$.a.dtype: unsupported dtype "f32"; supported are F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, BOOL'],
    ['with a dtype that is a number', fileOf({ a: { ...float(0, 4), dtype: 4 } }, 4), '$.a.dtype: expected one of F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, BOOL, found 4'],
    ['with a text in the shape', fileOf({ a: float(0, 4, ['1']) }, 4), '$.a.shape[0]: expected an integer >= 0, found "1"'],
    ['with a negative extent', fileOf({ a: float(0, 4, [-1]) }, 4), '$.a.shape[0]: expected an integer >= 0, found -1'],
    ['with -0', fileWith('{"a":{"dtype":"F32","shape":[-0],"data_offsets":[0,0]}}'), '$.a.shape[0]: expected an integer >= 0, found -0'],
    ['with 1.0', fileWith('{"a":{"shape":[1.0]}}'), 'byte 23, at $.a.shape[0]: 1.0 is no integer of JSON'],
    ['with 1e0', fileWith('{"a":{"shape":[1e0]}}'), 'byte 23, at $.a.shape[0]: 1e0 is no integer of JSON'],
    ['with 01', fileWith('{"a":{"shape":[01]}}'), 'byte 23, at $.a.shape[0]: 01 is no integer of JSON'],
    ['with 2^53 + 1', fileWith('{"a":{"shape":[9007199254740993]}}'), 'byte 23, at $.a.shape[0]: 9007199254740993 is beyond 2^53 and would be rounded'],
    ['with a number as shape', fileOf({ a: float(0, 4, 1) }, 4), '$.a.shape: expected an array of integers >= 0, found 1'],
    ['with 33 axes', fileOf({ a: float(0, 4, new Array(33).fill(1)) }, 4), '$.a.shape: 33 axes, the limit is 32'],
    ['with elements beyond memory', fileOf({ a: float(0, 4, [2 ** 20, 2 ** 20]) }, 4), '$.a.shape: [1048576,1048576] has 1099511627776 elements, the limit is 2147483647'],
    ['with extents that overflow', fileOf({ a: float(0, 4, new Array(30).fill(2 ** 52)) }, 4), `$.a.shape: [${new Array(30).fill(2 ** 52).join()}] has Infinity elements, the limit is 2147483647`],
    ['with one offset', fileOf({ a: { ...float(0, 4), data_offsets: [0] } }, 4), '$.a.data_offsets: expected [begin, end], found 1 numbers'],
    ['with offsets backwards', fileOf({ a: { ...float(0, 4), data_offsets: [4, 0] } }, 4), '$.a.data_offsets: begins at 4, behind its end 0'],
    ['with offsets beyond the end', fileOf({ a: float(0, 2 ** 40) }, 4), '$.a.data_offsets: ends at 1099511627776, the data have 4 bytes: was the file cut short?'],
    ['of a wrong size', fileOf({ a: float(0, 8, [3]) }, 8), '$.a.data_offsets: F32 [3] needs 12 bytes, found 8 (from 0 to 8)'],
    ['of a wrong size, empty', fileOf({ a: float(0, 8, [0, 5]) }, 8), '$.a.data_offsets: F32 [0,5] needs 0 bytes, found 8 (from 0 to 8)'],
    ['with a hole before', fileOf({ a: float(4, 8) }, 8), '$.a.data_offsets: tensor "a" leaves a hole behind the beginning of the data: it begins at 4, expected 0'],
    ['with a hole between', fileOf({ b: float(8, 12), a: float(0, 4) }, 12), '$.b.data_offsets: tensor "b" leaves a hole behind tensor "a": it begins at 8, expected 4'],
    ['with overlaps', fileOf({ a: float(0, 8), b: float(4, 12) }, 12), '$.b.data_offsets: tensor "b" lies over tensor "a": it begins at 4, expected 8'],
    ['with an empty tensor inside another', fileOf({ a: float(0, 8), b: float(4, 4) }, 8), '$.b.data_offsets: tensor "b" lies over tensor "a": it begins at 4, expected 8'],
    ['with bytes behind', fileOf({ a: float(0, 4) }, 6), '2 bytes too many: the tensors end at 4, the data have 6 bytes'],
    ['without tensors, with data', fileOf({}, 1), '1 bytes too many: the tensors end at 0, the data have 1 bytes'],
    ['with a bool of 2', fileOf({ a: { dtype: 'BOOL', shape: [2], data_offsets: [0, 2] } }, Uint8Array.of(1, 2)), '$.a: element 1 (byte 64) is the byte 2; a BOOL is 0 or 1'],
  ])('%s', (_, bytes, message) => {
    const error = refusal(bytes, 'm.safetensors')
    expect([error.code, error.message]).toEqual(['file', head + message])
  }) // biome-ignore format: as a table

  it('ten tensors on the same bytes', () => {
    const header = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`t${i}`, float(0, 4)]))
    expect(refusal(fileOf(header, 4)).message).toContain('tensor "t1" lies over tensor "t0": it begins at 0, expected 4')
  })

  it('names in messages are short, on one line and without escapes of a terminal', () => {
    const { message } = refusal(fileOf({ [`\u001b[31m\n${'x'.repeat(1000)}`]: float(0, 8) }, 4), `m\u001b\n${'y'.repeat(1000)}`)
    expect(message).toMatch(/^[ -~…]+$/)
    expect(message.length).toBeLessThan(700)
  })
})

describe('a file of another kind is named', () => {
  it.each<[string, Uint8Array, string]>([
    ['PyTorch, Keras 3', latin1('PK\x03\x04\x14\0\0\0\x08\0'), 'it looks like a ZIP archive (a PyTorch .pt, a Keras .keras, a NumPy .npz …)'],
    ['an old PyTorch', latin1('\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19.'), 'it looks like a pickle of Python (an old PyTorch file): it can hold code and is not read'],
    ['Keras 2', latin1('\x89HDF\r\n\x1a\n\0\0\0\0\0\x08\x08\0'), 'it looks like an HDF5 file (Keras .h5)'],
    ['gzip', latin1('\x1f\x8b\x08\0\0\0\0\0\0\x03'), 'it looks like a gzip file: unpack it first'],
    ['HTML', utf8('<!DOCTYPE html>\n<html><title>404</title></html>'), 'it looks like a page of HTML'],
    ['XML', utf8('\n<?xml version="1.0"?>\n<model/>'), 'it looks like XML'],
    ['JSON', utf8('{"a": [1, 2, 3]}'), 'it looks like JSON'],
    ['JSON with a byte order mark', utf8('\ufeff{"a": [1, 2, 3]}'), 'it looks like JSON'],
    ['TensorFlow.js', utf8('{"modelTopology": {}, "weightsManifest": []}'), 'it looks like a model of TensorFlow.js (JSON)'],
    ['a configuration of Keras', utf8('{"class_name": "Sequential", "config": {}}'), 'it looks like a model of Keras (JSON)'],
    ['brain.js', utf8('{"type":"NeuralNetwork","sizes":[2,3,1],"layers":[]}'), 'it looks like a network of brain.js (JSON)'],
    ['ONNX', latin1('\x08\x07\x12\x07pytorch\x1a\x041.13'), 'it looks like an ONNX model'],
    ['ONNX without a producer', latin1('\x08\x07:\x0b\x0a\x09'), 'it looks like an ONNX model'],
    ['NumPy', latin1("\x93NUMPY\x01\0v\0{'descr': '<f4'}"), 'it looks like a NumPy .npy array'],
    ['TensorFlow Lite', latin1('\x1c\0\0\0TFL3\x14\0'), 'it looks like a TensorFlow Lite model'],
    ['a pointer of Git LFS', utf8('version https://git-lfs.github.com/spec/v1\noid sha256:1'), 'it looks like a pointer of Git LFS'],
    ['zeros', new Uint8Array(100), 'it looks like a file of zeros, as a crash leaves it'],
    ['UTF-16', latin1('\xff\xfe{\0"\0a\0"\0'), 'it looks like text in UTF-16'],
  ])('%s', (_, bytes, text) => {
    const error = refusal(bytes, 'model')
    expect(error.code).toBe('file')
    expect(error.message).toContain(text)
  }) // biome-ignore format: as a table

  it('and a good file is none of them, whatever its length looks like', () => {
    // A header of 640 bytes begins like a pickle, one of 8075 like gzip.
    for (const length of [640, 0x8b1f, 0x1208]) {
      const file = fileWith(JSON.stringify({ a: float(0, 4) }).padEnd(length), 4)
      expect(readSafetensors(file).tensors.size).toBe(1)
    }
  })
})

describe('names are only names', () => {
  it('of tensors and metadata come back as they went', () => {
    const names = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', '', '\u0000', '"\\', '😀', 'é', 'a/../b']
    const tensors = new Map(names.map((name, i) => [name, { data: Float32Array.of(i), shape: [1], dtype: 'float32' as const }]))
    const metadata = new Map(names.map((name) => [name, name]))
    const before = Object.getOwnPropertyNames(Object.prototype)
    const read = readSafetensors(writeSafetensors(tensors, { metadata, checksum: true }))
    expect([...read.tensors].map(([name, { data }]) => [name, data[0]])).toEqual(names.map((name, i) => [name, i]))
    expect(read.metadata).toEqual(metadata)
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
    expect(({} as Record<string, unknown>).dtype).toBeUndefined()
  })
})

describe('wrong arguments of writeSafetensors', () => {
  const array = { data: Float32Array.of(1, 2), shape: [2], dtype: 'float32' }
  const transferred = new Float32Array(2)
  structuredClone(transferred.buffer, { transfer: [transferred.buffer] })
  it.each<[string, unknown, unknown, string, string]>([
    ['an object', { a: array }, {}, 'type', 'tensors must be a Map of arrays by name, got an Object'],
    ['entries with a name twice', [['a', array], ['a', array]], {}, 'type', 'tensors must be a Map of arrays by name, got [["a",an Object],["a",an Object]]'],
    ['a number as name', new Map([[1, array]]), {}, 'type', 'the name of a tensor must be a text, got 1'],
    ['__metadata__', new Map([['__metadata__', array]]), {}, 'range', 'no tensor can be called __metadata__, which is where the format keeps texts'],
    ['half of a pair', new Map([['\ud800', array]]), {}, 'range', 'the name of a tensor has half of a surrogate pair, which is no character: "\\ud800"'],
    ['no array', new Map([['a', null]]), {}, 'type', 'tensor "a": expected { data, shape, dtype, stored }, got null'],
    ['plain numbers', new Map([['a', { ...array, data: [1, 2] }]]), {}, 'type', 'tensor "a": data of dtype float32 must be a Float32Array, got [1,2]'],
    ['another dtype', new Map([['a', { ...array, dtype: 'float64' }]]), {}, 'type', 'tensor "a": data of dtype float64 must be a Float64Array, got a Float32Array'],
    ['an unknown dtype', new Map([['a', { ...array, dtype: 'float16' }]]), {}, 'type', 'tensor "a": unknown dtype "float16", expected one of float32, float64, int32, bool, int64, uint64; did you mean float32?'],
    ['another shape', new Map([['a', { ...array, shape: [3] }]]), {}, 'shape', 'tensor "a": 2 values, shape [3] needs 3'],
    ['a bool of 2', new Map([['a', { data: Uint8Array.of(0, 2), shape: [2], dtype: 'bool' }]]), {}, 'range', 'tensor "a": element 1 is 2, a bool is 0 or 1'],
    ['a buffer transferred away', new Map([['a', { ...array, data: transferred, shape: [0] }]]), {}, 'type', 'tensor "a": the buffer was transferred away (detached)'],
    ['metadata in an object', new Map(), { metadata: { a: 'b' } }, 'type', 'metadata must be a Map of texts by name, got an Object'],
    ['a number in metadata', new Map(), { metadata: new Map([['epoch', 3]]) }, 'type', 'metadata "epoch" must be a text, got 3'],
    ['the name of the checksum', new Map(), { metadata: new Map([['gradus.checksum', 'x']]) }, 'range', 'metadata "gradus.checksum" is reserved: the options checksum and identity write it'],
    ['a checksum', new Map(), { metadata: new Map([['a', 'gradus-crc32:00000000']]) }, 'range', 'metadata "a" is reserved: the options checksum and identity write it'],
    ['a text as checksum', new Map(), { checksum: 'crc32' }, 'type', 'checksum must be true or false, got "crc32"'],
    ['a number as identity', new Map(), { identity: 3 }, 'type', 'identity must be a text, got 3'],
    ['an unknown option', new Map(), { check: true }, 'type', 'unknown option "check" (options: metadata, checksum, identity)'],
  ])('%s', (_, tensors, options, code, message) => {
    expect(() => writeSafetensors(tensors as never, options as never)).toThrow(
      expect.objectContaining({ code, message: `writeSafetensors: ${message}` }),
    )
  }) // biome-ignore format: as a table

  it('more than the memory takes', () => {
    const tensors = new Map([['a', array]]) as never
    const construct = () => {
      throw new RangeError('Array buffer allocation failed')
    }
    vi.stubGlobal('Uint8Array', new Proxy(Uint8Array, { construct }))
    try {
      expect(() => writeSafetensors(tensors)).toThrow(
        expect.objectContaining({
          code: 'range',
          message: expect.stringMatching(/^writeSafetensors: there is no memory for a file of \d+ bytes$/),
        }),
      )
    } finally {
      vi.unstubAllGlobals()
    }
  })

  it('a header above 100 MB', () => {
    const tensors = new Map([['x'.repeat(100_000_000), { data: new Float32Array(0), shape: [0], dtype: 'float32' as const }]])
    expect(() => writeSafetensors(tensors)).toThrow(
      expect.objectContaining({ code: 'range', message: expect.stringContaining('the format allows 100000000') }),
    )
  })
})

describe('wrong arguments of readSafetensors', () => {
  it.each<[string, unknown, unknown, string]>([
    ['a buffer', new ArrayBuffer(8), {}, 'bytes must be a Uint8Array, got an ArrayBuffer; new Uint8Array(buffer) is one'],
    ['a text', 'model.safetensors', {}, 'bytes must be a Uint8Array, got "model.safetensors"'],
    ['a number as name', valid(), { name: 3 }, 'name must be a text, got 3'],
    ['another int64', valid(), { int64: 'number' }, 'unknown int64 "number", expected one of float64, bigint'],
    ['another checksum', valid(), { checksum: true }, 'unknown checksum true, expected one of whenPresent, required'],
    ['an unknown option', valid(), { file: 'a' }, 'unknown option "file" (options: name, int64, checksum, identity)'],
  ])('%s', (_, bytes, options, message) => {
    expect(() => readSafetensors(bytes as never, options as never)).toThrow(
      expect.objectContaining({ code: 'type', message: `readSafetensors: ${message}` }),
    )
  }) // biome-ignore format: as a table
})
