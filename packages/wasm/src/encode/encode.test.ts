// Protects: modules are WebAssembly to the byte: numbers of every length, sections of their stated size, and instructions that engines take.
import { describe, expect, it } from 'vitest'
import { namedInstructions } from '../listing/instruction-names.ts'
import { listing } from '../listing/listing.ts'
import { Reader } from '../listing/reader.ts'
import { Bytes } from './bytes.ts'
import { Code, i32, v128 } from './code.ts'
import { encodeModule } from './module.ts'
import * as op from './opcodes.ts'

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

/** What an instruction takes from the stack and leaves there: a letter for each value, `i` for int32 and `v` for a vector. */
function stackOf(name: string): readonly [takes: string, gives: string] {
  const exact: Record<string, readonly [string, string]> = {
    select: ['vvi', 'v'],
    'v128.bitselect': ['vvv', 'v'],
    'v128.any_true': ['v', 'i'],
    'v128.const': ['', 'v'],
    'i32.const': ['', 'i'],
    'i32.eqz': ['i', 'i'],
    'memory.copy': ['iii', ''],
    'global.get': ['', 'i'],
    'local.get': ['', 'v'],
    'local.set': ['v', ''],
    'local.tee': ['v', 'v'],
    call: ['i', 'i'],
    return: ['i', ''],
    'i32x4.splat': ['i', 'v'],
  }
  const known = exact[name]
  if (known !== undefined) return known
  if (/\.load\w*_lane$/.test(name)) return ['iv', 'v']
  if (/\.store\w*_lane$/.test(name)) return ['iv', '']
  if (/\.load/.test(name)) return ['i', name.startsWith('v128') ? 'v' : 'i']
  if (/\.store/.test(name)) return [name.startsWith('v128') ? 'iv' : 'ii', '']
  if (/extract_lane/.test(name)) return ['v', 'i']
  if (/replace_lane/.test(name)) return ['vi', 'v']
  if (/x\d+\.sh[lr]/.test(name)) return ['vi', 'v']
  if (name.startsWith('i32.')) return ['ii', 'i']
  if (/madd$/.test(name)) return ['vvv', 'v']
  const unary = /\.(not|abs|neg|sqrt|ceil|floor|trunc|nearest|extend\w+|convert\w+|promote\w+|demote\w+|trunc_sat\w+)$/.test(name)
  return [unary ? 'v' : 'vv', 'v']
}

const structures = new Set(['block', 'loop', 'if', 'else', 'end', 'br', 'br_if'])

describe('an engine takes', () => {
  const instructions = [...namedInstructions()].filter(([, { name }]) => !structures.has(name))

  it('an instruction for each constant of opcodes.ts', () => {
    expect(namedInstructions().size).toBe(Object.keys(op).length - 2)
  })

  it.each(instructions.map(([code, { name, immediates }]) => [name, code, immediates] as const))('%s', (name, code, immediates) => {
    const written = new Code()
    const vector = written.local(v128)
    const [takes, gives] = stackOf(name)
    for (const value of takes) {
      if (value === 'i') written.constant(0)
      else written.get(vector)
    }
    if (immediates === 'memory') written.memory(code, 300)
    else if (immediates === 'memory lane') written.memory(code, 300, 1)
    else if (immediates === 'lane') written.immediate(code, [1])
    else if (immediates === 'vector' || immediates === 'shuffle')
      written.immediate(
        code,
        Array.from({ length: 16 }, (_, i) => i + 16 * (i % 2)),
      )
    else if (immediates === 'copy') written.immediate(code, [0, 0])
    else if (immediates === 'int32') written.constant(-100)
    else {
      written.op(code)
      if (immediates !== 'none') written.bytes.unsigned(0)
    }
    for (const value of gives) {
      written.op(value === 'i' ? op.I32_EQZ : op.V128_ANY_TRUE)
      written.open(op.IF)
      written.op(op.END)
    }
    written.constant(0)
    // Engines know relaxed instructions by and by.
    const bytes = encodeModule({ globals: 1, functions: [written] })
    expect(WebAssembly.validate(bytes) || name.includes('relaxed')).toBe(true)
    expect(listing(bytes)).toContain(`\n    ${name}`)
  })

  it('structures', () => {
    const code = new Code()
    for (const structure of [op.BLOCK, op.LOOP] as const) {
      code.open(structure)
      code.constant(0)
      for (const branch of [op.BR_IF, op.BR]) {
        code.op(branch)
        code.bytes.unsigned(0)
      }
      code.op(op.END)
    }
    code.constant(1)
    code.open(op.IF)
    code.op(op.ELSE)
    code.op(op.END)
    code.constant(0)
    const bytes = encodeModule({ globals: 0, functions: [code] })
    expect(WebAssembly.validate(bytes)).toBe(true)
    expect(listing(bytes)).toContain('loop\n      i32.const 0\n      br_if 0\n      br 0\n    end\n')
  })
})
