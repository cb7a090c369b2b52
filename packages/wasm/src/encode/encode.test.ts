// Protects: modules are WebAssembly to the byte: numbers of every length, and sections of their stated size.
import { describe, expect, it } from 'vitest'
import { Reader } from '../listing/reader.ts'
import { Bytes } from './bytes.ts'
import { Code, i32, v128 } from './code.ts'
import { encodeModule } from './module.ts'

function written(write: (bytes: Bytes) => void): number[] {
  const bytes = new Bytes()
  write(bytes)
  return [...bytes.view()]
}

describe('numbers', () => {
  it.each([
    [0, [0x00]],
    [1, [0x01]],
    [127, [0x7f]],
    [128, [0x80, 0x01]],
    [16383, [0xff, 0x7f]],
    [16384, [0x80, 0x80, 0x01]],
    // The example of the specification of DWARF, and the greatest.
    [624485, [0xe5, 0x8e, 0x26]],
    [2147483648, [0x80, 0x80, 0x80, 0x80, 0x08]],
    [4294967295, [0xff, 0xff, 0xff, 0xff, 0x0f]],
  ])('unsigned %d', (value, expected) => {
    expect(written((bytes) => bytes.unsigned(value))).toEqual(expected)
    expect(new Reader(Uint8Array.from(expected)).unsigned()).toBe(value)
  })

  it.each([
    [0, [0x00]],
    [63, [0x3f]],
    [64, [0xc0, 0x00]],
    [127, [0xff, 0x00]],
    [128, [0x80, 0x01]],
    [-1, [0x7f]],
    [-64, [0x40]],
    [-65, [0xbf, 0x7f]],
    [-128, [0x80, 0x7f]],
    [-129, [0xff, 0x7e]],
    [-123456, [0xc0, 0xbb, 0x78]],
    [2147483647, [0xff, 0xff, 0xff, 0xff, 0x07]],
    [-2147483648, [0x80, 0x80, 0x80, 0x80, 0x78]],
  ])('signed %d', (value, expected) => {
    expect(written((bytes) => bytes.signed(value))).toEqual(expected)
    expect(new Reader(Uint8Array.from(expected)).signed()).toBe(value)
  })

  it('come back from every power of two and its neighbours', () => {
    for (let power = 1; power < 4294967296; power *= 2) {
      for (const value of [power - 1, power, power + 1]) {
        expect(new Reader(Uint8Array.from(written((bytes) => bytes.unsigned(value)))).unsigned()).toBe(value)
        if (value >= 2147483648) continue
        for (const signed of [value, 0 - value]) {
          expect(new Reader(Uint8Array.from(written((bytes) => bytes.signed(signed)))).signed()).toBe(signed)
        }
      }
    }
  })
})

describe('bytes', () => {
  it('grow by one, by many, and by more than double', () => {
    const long = Uint8Array.from({ length: 1000 }, (_, i) => i % 251)
    const all = written((bytes) => {
      for (let i = 0; i < 300; i++) bytes.byte(i % 256)
      bytes.append(long)
      bytes.append(long)
    })
    expect(all).toEqual([...Array.from({ length: 300 }, (_, i) => i % 256), ...long, ...long])
  })

  it('stand behind their length', () => {
    expect(written((bytes) => bytes.sized(new Uint8Array(128)))).toEqual([0x80, 0x01, ...new Uint8Array(128)])
    expect(written((bytes) => bytes.name('run'))).toEqual([3, 0x72, 0x75, 0x6e])
  })
})

describe('a module', () => {
  it.each([0, 1, 4, 130])('with %d addresses and any number of functions is valid', (globals) => {
    for (const count of [1, 2, 130]) {
      const functions = Array.from({ length: count }, (_, i) => {
        const code = new Code()
        code.constant(i)
        return code
      })
      const bytes = encodeModule({ globals, functions })
      expect(WebAssembly.validate(bytes)).toBe(true)
      const memory = new WebAssembly.Memory({ initial: 1 })
      const a = Object.fromEntries(Array.from({ length: globals }, (_, i) => [i, 0]))
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { host: { memory, run: () => 0 }, a })
      expect((exports.run as () => number)()).toBe(count - 1)
    }
  })

  it('with a body of more than 127 and more than 16383 bytes is valid', () => {
    for (const length of [30, 31, 32, 4000, 5461, 6000]) {
      const code = new Code()
      const local = code.local(i32)
      for (let i = 0; i < length; i++) code.advance(local, i + 1)
      code.get(local)
      expect(WebAssembly.validate(encodeModule({ globals: 0, functions: [code] }))).toBe(true)
    }
  })

  it('has its locals in runs, in the order in which they were asked for', () => {
    const code = new Code()
    for (const type of [i32, i32, v128, i32] as const) code.local(type)
    code.constant(0)
    expect([...code.body().subarray(0, 7)]).toEqual([3, 2, i32, 1, v128, 1, i32])
  })
})
