import { describe, expect, it } from 'vitest'
import * as e from './expression.ts'
import { formulaText } from './formula-text.ts'
import { exp } from './numerics/exp.ts'
import { power } from './numerics/power.ts'

const a = e.input(0, 'float32')
const b = e.input(1, 'float32')
const c = e.input(2, 'float32')
const sigmoid = e.formula({ name: 'sigmoid', define: (x) => e.divide(1, e.add(1, exp(e.negate(x!)))), text: '1 / (1 + exp(−a))' })
const error = e.formula({ name: 'squaredError', define: (p, t) => e.multiply(e.subtract(p!, t!), e.subtract(p!, t!)), text: '(a − b)²' })
const crossEntropy = e.formula({ name: 'loss', define: (x) => x!, text: 'max(a, 0) − log(1 + exp(−|a|))' })
const both = e.formula({ name: 'both', define: (x, y) => e.multiply(x!, y!), text: 'a > 0 and b > 0' })
const named = e.formula({ name: 'choose', define: (x, y) => e.multiply(x!, y!), text: 'choose b of n' })
const identity = e.formula({ name: 'identity', define: (x) => x!, text: 'a' })

describe('formulaText', () => {
  it.each<[string, e.Expression]>([
    ['1 / (1 + exp(−a))', e.divide(1, e.add(1, exp(e.negate(a))))],
    ['where(a > 0, a, 0)', e.select(e.greater(a, 0), a, 0)],
    ['where(a ≥ 0, a, 0.01 · a)', e.select(e.greaterEqual(a, 0), a, e.multiply(0.01, a))],
    ['where(a < b, 1, −1)', e.select(e.less(a, b), e.constant(1, 'float32'), -1)],
    ['a · (b + 1)', e.multiply(a, e.add(b, 1))],
    ['a · b + c', e.add(e.multiply(a, b), c)],
    ['a − (b − c)', e.subtract(a, e.subtract(b, c))],
    ['a − b − c', e.subtract(e.subtract(a, b), c)],
    ['a / (b · c)', e.divide(a, e.multiply(b, c))],
    ['a · b / c', e.divide(e.multiply(a, b), c)],
    ['a · (b / c)', e.multiply(a, e.divide(b, c))],
    ['a − b', e.add(a, e.negate(b))],
    ['a + b', e.subtract(a, e.negate(b))],
    ['a − 2', e.add(a, -2)],
    ['a − b · c', e.add(a, e.negate(e.multiply(b, c)))],
    ['a + (−(b + c) − 1)', e.add(a, e.subtract(e.negate(e.add(b, c)), 1))],
    ['a · (−b)', e.multiply(a, e.negate(b))],
    ['−a · b', e.negate(e.multiply(a, b))],
    ['−(−a)', e.negate(e.negate(a))],
    ['−(a + b) · c', e.multiply(e.negate(e.add(a, b)), c)],
    ['√(a · a + 1)', e.sqrt(e.add(e.multiply(a, a), 1))],
    ['|a − b|', e.abs(e.subtract(a, b))],
    ['max(a, 0)', e.maximum(a, 0)],
    ['min(max(a, −1), 1)', e.minimum(e.maximum(a, -1), 1)],
    ['where(a ≠ b, −∞, 0)', e.select(e.notEqual(a, b), e.constant(-Infinity, 'float32'), 0)],
    ['where(not (a < b), a, b)', e.select(e.not(e.less(a, b)), a, b)],
    ['a + 0 > 0 and a < 1', e.and(e.less(e.constant(0, 'float32'), e.add(a, 0)), e.less(a, 1))],
    ['power(a, b + 1)', power(a, e.add(b, 1))],
    ['float32(a < b)', e.cast(e.less(a, b), 'float32')],
    ['float32(i0)', e.cast(e.index(0), 'float32')],
    ['shiftLeft(a, 3)', e.shiftLeft(e.input(0, 'int32'), 3)],
  ])('writes %s', (text, body) => {
    expect(formulaText(body)).toBe(text)
  })

  it('writes float32 formulas without the casts around them', () => {
    expect(formulaText(e.add(e.cast(e.cast(a, 'float64'), 'float32'), 1))).toBe('a + 1')
  })

  it.each<[string, e.Expression]>([
    ['1 / (1 + exp(−a))', sigmoid(a)],
    ['1 / (1 + exp(−(a + b)))', sigmoid(e.add(a, b))],
    ['1 / (1 + exp(−(−a)))', sigmoid(e.negate(a))],
    ['c · (1 / (1 + exp(−a)))', e.multiply(c, sigmoid(a))],
    ['(1 / (1 + exp(−a)) − b)²', error(sigmoid(a), b)],
    ['(a + b − c)²', error(e.add(a, b), c)],
    ['(−a − (b + c))²', error(e.negate(a), e.add(b, c))],
    ['(a · b − (−c))²', error(e.multiply(a, b), e.negate(c))],
    ['a + b', identity(e.add(a, b))],
    ['c · (a + b)', e.multiply(c, identity(e.add(a, b)))],
    ['max(a · b, 0) − log(1 + exp(−|a · b|))', crossEntropy(e.multiply(a, b))],
    ['(a > 0 and b > 0) · c', e.multiply(both(a, b), c)],
    // Letters beyond the operands are words of the text.
    ['choose (c + 1) of n', named(a, e.add(c, 1))],
    ['c − (max(a, 0) − log(1 + exp(−|a|)))', e.subtract(c, crossEntropy(a))],
  ])('substitutes operands in the text of a formula: %s', (text, body) => {
    expect(formulaText(body)).toBe(text)
  })

  it('takes names for the inputs, and does not read them as operands', () => {
    expect(formulaText(error(e.input(1, 'float32'), e.input(0, 'float32')), ['a', 'prediction'])).toBe('(prediction − a)²')
  })
})
