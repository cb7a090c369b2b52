import { describe, expect, it } from 'vitest'
import type { DType } from '../dtype.ts'
import * as e from '../expression.ts'
import { evaluate, scalarFunction } from './evaluate.ts'
import { exp } from './exp.ts'
import { power } from './power.ts'

const inputs = (dtype: DType): [e.Input, e.Input] => [e.input(0, dtype), e.input(1, dtype)]
const [x, y] = inputs('float64')
const [single, other] = inputs('float32')
const [i, j] = inputs('int32')
const [p, q] = inputs('bool')
const least = -2147483648
const greatest = 2147483647

describe('evaluate', () => {
  it.each<[string, e.Expression, readonly number[], number]>([
    ['add', e.add(x, y), [0.1, 0.2], 0.1 + 0.2],
    ['subtract', e.subtract(x, y), [0.3, 0.1], 0.3 - 0.1],
    ['multiply', e.multiply(x, y), [0.1, 3], 0.1 * 3],
    ['divide', e.divide(x, y), [1, 3], 1 / 3],
    ['a comparison that holds not', e.cast(e.lessEqual(x, y), 'float64'), [2, 1], 0],
    ['a truth as an integer', e.cast(e.add(e.cast(e.less(x, y), 'int32'), 1), 'float64'), [1, 2], 2],
    ['divide by zero', e.divide(x, y), [1, -0], -Infinity],
    ['negate', e.negate(x), [0], -0],
    ['abs', e.abs(x), [-0], 0],
    ['sqrt', e.sqrt(x), [2], Math.SQRT2],
    ['sqrt below zero', e.sqrt(x), [-1], NaN],
    ['floor', e.floor(x), [-0.5], -1],
    ['ceil', e.ceil(x), [-0.5], -0],
    ['trunc', e.trunc(x), [-1.5], -1],
    ['round to even, down', e.round(x), [2.5], 2],
    ['round to even, up', e.round(x), [3.5], 4],
    ['round to minus zero', e.round(x), [-0.5], -0],
    ['round of a large odd number', e.round(x), [4503599627370497], 4503599627370497],
    ['round of infinity', e.round(x), [-Infinity], -Infinity],
    ['round just below a half', e.round(x), [0.49999999999999994], 0],
    ['minimum of zeros', e.minimum(x, y), [0, -0], -0],
    ['maximum of zeros', e.maximum(x, y), [-0, 0], 0],
    ['minimum with NaN', e.minimum(x, y), [1, NaN], NaN],
    ['maximum with NaN', e.maximum(x, y), [NaN, 1], NaN],
    ['less', e.less(x, y), [1, 2], 1],
    ['less of equals', e.less(x, y), [2, 2], 0],
    ['less with NaN', e.less(x, y), [NaN, 2], 0],
    ['lessEqual', e.lessEqual(x, y), [2, 2], 1],
    ['equal of zeros', e.equal(x, y), [0, -0], 1],
    ['equal of NaN', e.equal(x, y), [NaN, NaN], 0],
    ['notEqual of NaN', e.notEqual(x, y), [NaN, NaN], 1],
    ['select', e.select(e.less(x, y), x, y), [1, 2], 1],
    ['select otherwise', e.select(e.less(x, y), x, y), [3, 2], 2],
    ['float32 add rounds', e.add(single, other), [1, 2 ** -24], 1],
    ['float32 add, to even', e.add(single, other), [1 + 2 ** -23, 2 ** -24], 1 + 2 ** -22],
    ['float32 overflow', e.multiply(single, other), [2 ** 100, 2 ** 100], Infinity],
    ['float32 inputs round', single, [0.1], Math.fround(0.1)],
    ['float32 constants round', e.add(single, 0.1), [0], Math.fround(0.1)],
    ['float32 subnormals', e.multiply(single, 0.5), [2 ** -148], 2 ** -149],
    ['int32 add wraps', e.add(i, j), [greatest, 1], least],
    ['int32 subtract wraps', e.subtract(i, j), [least, 1], greatest],
    ['int32 multiply wraps', e.multiply(i, j), [0x12345678, 0x9abcdef], -498937336],
    ['int32 negate of the least', e.negate(i), [least], least],
    ['int32 negate of 0', e.negate(i), [0], 0],
    ['int32 abs of the least', e.abs(i), [least], least],
    ['int32 not', e.not(i), [5], -6],
    ['bool not', e.not(p), [1], 0],
    ['int32 and', e.and(i, j), [0b1100, 0b1010], 0b1000],
    ['int32 or', e.or(i, j), [0b1100, 0b1010], 0b1110],
    ['int32 xor', e.xor(i, j), [0b1100, 0b1010], 0b0110],
    ['bool and', e.and(p, q), [1, 0], 0],
    ['bool or', e.or(p, q), [1, 0], 1],
    ['bool xor', e.xor(p, q), [1, 1], 0],
    ['shiftLeft', e.shiftLeft(i, j), [3, 31], least],
    ['shiftRight', e.shiftRight(i, j), [-8, 1], -4],
    ['shiftRightLogical', e.shiftRightLogical(i, j), [-8, 1], 0x7ffffffc],
    ['shiftRightLogical by 0', e.shiftRightLogical(i, j), [-8, 0], -8],
    ['bits', e.bits(single), [-1], 0xbf800000 - 2 ** 32],
    ['fromBits', e.fromBits(i), [0x3fc00000], 1.5],
    ['highBits', e.highBits(x), [-1.5], 0xbff80000 - 2 ** 32],
    ['lowBits', e.lowBits(x), [1 + 5 * 2 ** -52], 5],
    ['fromHighLow', e.fromHighLow(i, j), [0x40080000, 1], 3 + 2 ** -51],
    ['float to int truncates', e.cast(x, 'int32'), [-1.9], -1],
    ['float to int saturates', e.cast(x, 'int32'), [1e10], greatest],
    ['float to int saturates below', e.cast(x, 'int32'), [-Infinity], least],
    ['NaN to int', e.cast(x, 'int32'), [NaN], 0],
    ['a fraction to int has no sign', e.cast(x, 'int32'), [-0.5], 0],
    ['int to float32 rounds', e.cast(i, 'float32'), [16777217], 16777216],
    ['int to float64', e.cast(i, 'float64'), [16777217], 16777217],
    ['float64 to float32 rounds', e.cast(x, 'float32'), [0.1], Math.fround(0.1)],
    ['bool to float', e.cast(p, 'float32'), [1], 1],
    ['int to bool', e.cast(i, 'bool'), [-3], 1],
    ['float to bool', e.cast(x, 'bool'), [-0], 0],
    ['NaN to bool', e.cast(x, 'bool'), [NaN], 1],
  ])('%s', (_, body, given, expected) => {
    expect(evaluate(body, given)).toBe(expected)
  })

  it('knows the position in the index space', () => {
    expect(evaluate(e.equal(e.index(1), i), [7], [3, 7])).toBe(1)
  })

  it('forgets nothing and keeps nothing between calls', () => {
    const body = e.add(e.multiply(x, x), y)
    expect([evaluate(body, [2, 1]), evaluate(body, [3, 0]), evaluate(body, [2, 1])]).toEqual([5, 9, 5])
  })

  it('evaluates a shared part once: a graph of depth 60 has 2^60 paths', () => {
    let body: e.Expression = x
    for (let depth = 0; depth < 60; depth++) body = e.multiply(e.add(body, body), 0.5)
    expect(evaluate(body, [3])).toBe(3)
  })
})

describe('scalarFunction', () => {
  it('gives the bits of the formula', () => {
    for (const value of [-3.5, 0.1, 20]) expect(scalarFunction(exp)(value)).toBe(evaluate(exp(x), [value]))
    expect(scalarFunction(power, 2)(2, 10)).toBe(1024)
  })
})
