// Protects: formulas refuse what is no expression, and numbers that their dtype cannot hold, when they are written.
import { describe, expect, it } from 'vitest'
import { differentiate } from './differentiate.ts'
import { createArray } from './dtype.ts'
import type { ErrorCode } from './error.ts'
import * as e from './expression.ts'
import { formulaText } from './formula-text.ts'
import { evaluate, scalarFunction } from './numerics/evaluate.ts'
import * as numerics from './numerics/index.ts'
import * as scalar from './numerics/scalar.ts'
import { randomUniform, rowMajorPosition } from './random/step-random.ts'
import { checkShape } from './shape.ts'

type Anything = never
const any = (value: unknown): Anything => value as Anything
const x = e.input(0, 'float32')
const n = e.input(0, 'int32')
const place = { seed: n, step: n, draw: 0, position: n }

it.each<[string, () => unknown, ErrorCode, string]>([
  ['an input before the first', () => e.input(-1, 'int32'), 'range', 'input: index must be an integer >= 0, got -1'],
  [
    'an unknown dtype',
    () => e.input(0, any('int')),
    'type',
    'input: unknown dtype "int", expected one of float32, float64, int32, bool; did you mean int32?',
  ],
  ['text as a constant', () => e.constant(any('1'), 'float32'), 'type', 'constant: value must be a number, got "1"'],
  ['a number as condition', () => e.select(x, x, 0), 'type', 'select: the condition is float32, expected bool'],
  ['an int32 in a formula', () => numerics.exp(n), 'type', 'exp: operands are int32, expected one float dtype; use cast'],
  [
    'two dtypes in a formula',
    () => numerics.power(x, e.input(1, 'float64')),
    'type',
    'power: operands are float32, float64, expected one float dtype; use cast',
  ],
  [
    'a derivative that is no function',
    () => e.formula({ name: 'f', define: (a) => a!, differentiate: any([1]) }),
    'type',
    'formula "f": differentiate must be a function, got [1]',
  ],
  ['half an int32', () => e.constant(0.5, 'int32'), 'range', 'constant: 0.5 does not fit int32; use cast'],
  ['half an int32 beside one', () => e.add(n, 0.5), 'range', 'constant: 0.5 does not fit int32; use cast'],
  ['an axis that is no integer', () => e.index(0.5), 'range', 'index: axis must be an integer >= 0, got 0.5'],
  ['a number as the only operand', () => e.abs(any(1)), 'type', 'abs: the operand must be an expression, got 1'],
  ['text as an operand', () => e.add(x, any('1')), 'type', 'add: an operand must be an expression, got "1"'],
  [
    'nothing as the first operand',
    () => e.multiply(any(undefined), 2),
    'type',
    'multiply: an operand must be an expression, got undefined',
  ],
  ['two numbers', () => e.add(1, 2), 'type', 'add: at least one operand must be an expression, got 1 and 2'],
  ['a condition that is true', () => e.select(any(true), x, x), 'type', 'select: the condition must be an expression, got true'],
  ['a cast of a number', () => e.cast(any(1), 'int32'), 'type', 'cast: the operand must be an expression, got 1'],
  ['exp of a number', () => numerics.exp(any(1)), 'type', 'exp: the operand must be an expression, got 1'],
  ['a formula without a definition', () => e.formula(any({ name: 'f' })), 'type', 'formula "f": define must be a function, got undefined'],
  [
    'a formula without a rule',
    () => e.formula(any(undefined)),
    'type',
    'formula: expected { name, define, differentiate, text }, got undefined',
  ],
  ['the derivative of a number', () => differentiate(any(3), x, [0]), 'type', 'differentiate: the body must be an expression, got 3'],
  [
    'a derivative towards nothing',
    () => differentiate(x, x, any(0)),
    'type',
    'differentiate: wrt must be an array of input indices, got 0',
  ],
  ['the text of a number', () => formulaText(any(3)), 'type', 'formulaText: the body must be an expression, got 3'],
  ['a value without its input', () => evaluate(x, []), 'type', 'evaluate: input 0 must be a number, got undefined'],
  [
    'a value without its position',
    () => evaluate(e.index(1), [], [0]),
    'type',
    'evaluate: the index of axis 1 must be a number, got undefined',
  ],
  ['exp of text', () => scalar.exp(any('1')), 'type', 'exp: the operand must be a number, got "1"'],
  ['a power without exponent', () => scalar.power(2, any(null)), 'type', 'power: the operand must be a number, got null'],
  [
    'a scalar function of nothing',
    () => scalarFunction(any(3)),
    'type',
    'scalarFunction: formula must be a function of expressions, got 3',
  ],
  ['a scalar function of three', () => scalarFunction(numerics.power, any(3)), 'range', 'scalarFunction: inputs must be 1 or 2, got 3'],
  [
    'random numbers without a place',
    () => randomUniform(any(undefined), 'float32'),
    'type',
    'randomWords: expected { seed, step, draw, position }, got undefined',
  ],
  [
    'random integers',
    () => randomUniform(place, any('int32')),
    'type',
    'randomUniform: unknown dtype "int32", expected one of float32, float64',
  ],
  ['a position in no shape', () => rowMajorPosition(any(3)), 'type', 'rowMajorPosition: shape must be an array of integers >= 0, got 3'],
  ['an array of −1', () => createArray('int32', -1), 'range', 'createArray: length must be an integer >= 0, got -1'],
  ['an array of "2"', () => createArray('int32', any('2')), 'type', 'createArray: length must be an integer >= 0, got "2"'],
  [
    'an array of 8 PiB',
    () => createArray('float64', 2 ** 50),
    'range',
    'createArray: there is no memory for 1125899906842624 elements of float64',
  ],
  [
    'an array of text',
    () => createArray(any('string'), 2),
    'type',
    'createArray: unknown dtype "string", expected one of float32, float64, int32, bool',
  ],
  [
    'a shape of 4 TiB',
    () => checkShape('zeros', [2 ** 20, 2 ** 20]),
    'range',
    'zeros: shape [1048576,1048576] needs 1099511627776 elements (4096 GiB), the limit is 2147483647',
  ],
  [
    'a shape that is odd',
    () => checkShape('pad', [2 ** 40 + 2]),
    'range',
    'pad: shape [1099511627778] needs 1099511627778 elements (4096 GiB), the limit is 2147483647',
  ],
])('refuses %s', (_, action, code, message) => {
  expect(action).toThrow(expect.objectContaining({ name: 'GradusError', code, message }))
})

describe('what is right', () => {
  it('any number fits a float', () => {
    for (const value of [0.5, -0, Number.NaN, Number.POSITIVE_INFINITY]) expect(e.constant(value, 'float32').value).toBe(value)
  })

  it('a scalar function takes NaN and infinities', () => {
    expect([scalar.exp(Number.NaN), scalar.exp(Number.NEGATIVE_INFINITY)]).toEqual([Number.NaN, 0])
  })
})
