// Protects: a listing says all that is in a module, in text that others can read; the code of small programs changes only when somebody means it.
import { type DType, type Expression, expression, GradusError } from '@gradus/kernel'
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { describe, expect, it } from 'vitest'
import { compileProgram } from '../compile.ts'
import { assemble } from './__fixtures__/assemble.ts'
import { type Case, dense, elementwise, exp, matmul, relu, sum } from './__fixtures__/programs.ts'
import { listing } from './listing.ts'

const bytesOf = ({ program }: Case): Uint8Array<ArrayBuffer> => compileProgram(program).bytes

const goldens: readonly (readonly [string, Case])[] = [
  ['relu of 5', relu(5)],
  ['matmul 2x3x2', matmul(2, 3, 2)],
  ['sum of 10', sum(10)],
  ['exp of 2 in float64', exp(2)],
  ['dense layer 8x64x16', dense(8, 64, 16)],
]

describe('the code of', () => {
  it.each(goldens)('%s is as it was', async (name, golden) => {
    await expect(`${listing(bytesOf(golden))}\n`).toMatchFileSnapshot(`./__fixtures__/${name.replaceAll(' ', '-')}.wat`)
  })
})

describe('an assembler makes the same module of the listing of', () => {
  it.each<readonly [string, Case]>([
    ...goldens,
    ['a long map with a tail', relu(20003)],
    ['a long reduction', sum(20001)],
    ['a packed contraction in blocks', matmul(37, 700, 21)],
    ['a long formula', exp(1003)],
  ])('%s', (_, { program }) => {
    const { bytes } = compileProgram(program)
    expect(WebAssembly.validate(bytes)).toBe(true)
    expect(assemble(listing(bytes))).toEqual(bytes)
  })
})

it('relaxed instructions are listed too, on engines that do not know them', () => {
  const { bytes } = compileProgram(matmul(37, 70, 21).program, { relaxedSimd: true })
  expect(listing(bytes)).toContain('f32x4.relaxed_madd')
  expect(assemble(listing(bytes))).toEqual(bytes)
})

/** Every operation of the kernel language over one dtype. */
function everyOperation(dtype: DType): Expression[] {
  const [a, b] = [expression.input(0, dtype), expression.input(1, dtype)]
  const binary = ['add', 'subtract', 'multiply', 'divide', 'minimum', 'maximum', 'less', 'lessEqual', 'equal', 'and', 'or', 'xor'] as const
  const integral = ['shiftLeft', 'shiftRight', 'shiftRightLogical', 'fromHighLow'] as const
  const unary = ['negate', 'abs', 'sqrt', 'floor', 'ceil', 'trunc', 'round', 'not', 'bits', 'fromBits', 'highBits', 'lowBits'] as const
  const all: (() => Expression)[] = [
    ...[...binary, ...integral].map((name) => () => expression[name](a, b)),
    ...integral.slice(0, 3).map((name) => () => expression[name as 'shiftLeft'](a, 3)),
    ...unary.map((name) => () => expression[name](a)),
    ...(['float32', 'float64', 'int32', 'bool'] as const).map((to) => () => expression.cast(a, to)),
    () => expression.select(expression.less(a, b), a, b),
    () => expression.cast(expression.index(0), dtype),
  ]
  return all.flatMap((make) => {
    try {
      return [make()]
    } catch {
      // Not every operation is for every dtype.
      return []
    }
  })
}

describe.each(['float32', 'float64', 'int32', 'bool'] as const)('every operation of %s', (dtype) => {
  it.each([
    ['straight', 7],
    ['in a loop', 20003],
  ])('%s is valid code, all of it in its listing', (_, length) => {
    const operations = everyOperation(dtype)
    expect(operations.length).toBeGreaterThan(10)
    for (const body of operations) {
      const { bytes } = compileProgram(elementwise('one', [length], body, [dtype, dtype]))
      expect(WebAssembly.validate(bytes)).toBe(true)
      expect(assemble(listing(bytes))).toEqual(bytes)
    }
  })
})

describe('what is no module of ours', () => {
  const refuses = (bytes: Uint8Array): void => {
    try {
      listing(bytes)
    } catch (error) {
      if (error instanceof GradusError && error.code === 'file') return
      throw error
    }
  }

  it('is refused in words', () => {
    expect(() => listing('module' as never)).toThrow('listing: expected the bytes of a module, got "module"')
    expect(() => listing(new Uint8Array(0))).toThrow('listing: byte 0 is not as this package writes it: found the end, expected more bytes')
    expect(() => listing(Uint8Array.of(0, 0x61, 0x73, 0x6e))).toThrow('found 110, expected 109')
    expect(() => listing(bytesOf(relu(5)).subarray(0, -1))).toThrow(GradusError)
    expect(() => listing(Uint8Array.of(...bytesOf(relu(5)), 0))).toThrow('found more, expected the end')
  })

  it('gives a listing or is refused, whatever byte is wrong', () => {
    const bytes = bytesOf(dense(8, 64, 16))
    const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const wrong = bytes.slice()
        for (const [at, byte] of changes) wrong[at] = byte
        refuses(wrong)
      }),
      runs(500),
    )
  })

  it('is refused wherever it ends', () => {
    const bytes = bytesOf(relu(5))
    for (let length = 0; length < bytes.length; length++) expect(() => listing(bytes.subarray(0, length))).toThrow(GradusError)
  })
})
