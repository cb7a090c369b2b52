import { describe, expect, it } from 'vitest'
import { differentiate } from './differentiate.ts'
import * as e from './expression.ts'
import { evaluate } from './numerics/evaluate.ts'
import * as numerics from './numerics/index.ts'

const a = e.input(0, 'float64')
const b = e.input(1, 'float64')
const one = e.constant(1, 'float64')
// States no derivative: differentiated through its definition.
const softplus = e.formula({ name: 'softplus', define: (x) => numerics.log1p(numerics.exp(x!)) })

const bodies: Record<string, e.Expression> = {
  add: e.add(a, b),
  subtract: e.subtract(a, b),
  multiply: e.multiply(a, b),
  divide: e.divide(a, b),
  square: e.multiply(a, a),
  negate: e.negate(e.multiply(a, b)),
  abs: e.abs(e.subtract(a, b)),
  sqrt: e.sqrt(e.add(e.multiply(a, a), e.multiply(b, b))),
  minimum: e.minimum(e.multiply(a, a), b),
  maximum: e.maximum(e.multiply(a, b), a),
  select: e.select(e.less(a, b), e.multiply(a, a), e.multiply(e.multiply(b, b), b)),
  shared: e.multiply(e.add(a, e.multiply(a, b)), e.add(a, e.multiply(a, b))),
  'two input nodes of one index': e.multiply(e.input(0, 'float64'), e.multiply(e.input(0, 'float64'), b)),
  exp: numerics.exp(e.multiply(a, b)),
  expm1: numerics.expm1(e.multiply(a, b)),
  log: numerics.log(e.add(e.multiply(a, b), 3)),
  log1p: numerics.log1p(e.add(e.multiply(a, b), 2)),
  tanh: numerics.tanh(e.multiply(a, b)),
  sin: numerics.sin(e.multiply(a, b)),
  cos: numerics.cos(e.divide(a, b)),
  tan: numerics.tan(e.multiply(a, b)),
  erf: numerics.erf(e.subtract(a, b)),
  power: numerics.power(e.abs(a), b),
  softplus: softplus(e.multiply(a, b)),
}

const points = [
  [0.7, 1.3],
  [-0.4, 0.9],
  [1.1, -0.6],
  [-0.8, -0.5],
]

/** Fourth-order central difference. */
function slope(f: (x: number) => number, x: number): number {
  const h = 1e-3
  return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h)
}

function moved(point: readonly number[], index: number, value: number): number[] {
  return point.map((x, i) => (i === index ? value : x))
}

describe('differentiate', () => {
  it.each(Object.keys(bodies))('%s: first and second derivatives agree with central differences', (name) => {
    const body = bodies[name]!
    const first = differentiate(body, one, [0, 1])
    for (const point of points) {
      for (const i of [0, 1]) {
        const expected = slope((x) => evaluate(body, moved(point, i, x)), point[i]!)
        expect(first[i] ? evaluate(first[i], point) : 0).toBeCloseTo(expected, 8)
        const second = first[i] ? differentiate(first[i], one, [0, 1]) : []
        for (const j of [0, 1]) {
          const bent = first[i] ? slope((x) => evaluate(first[i]!, moved(point, j, x)), point[j]!) : 0
          expect(second[j] ? evaluate(second[j], point) : 0).toBeCloseTo(bent, 7)
        }
      }
    }
  })

  it('multiplies by upstream, which may hold inputs of its own', () => {
    const [da] = differentiate(e.multiply(a, a), e.multiply(b, e.input(2, 'float64')), [0])
    expect(evaluate(da!, [3, 5, 7])).toBe(2 * 3 * 5 * 7)
  })

  it('is undefined where no gradient flows', () => {
    const counted = e.cast(e.less(a, b), 'float64')
    expect(differentiate(e.add(e.floor(a), counted), one, [0, 1])).toEqual([undefined, undefined])
    expect(differentiate(b, one, [0, 1])).toEqual([undefined, one])
    expect(differentiate(e.cast(e.cast(a, 'int32'), 'float64'), one, [0])).toEqual([undefined])
    expect(differentiate(e.fromHighLow(e.highBits(a), e.lowBits(a)), one, [0])).toEqual([undefined])
    for (const stepwise of [e.ceil, e.trunc, e.round]) expect(differentiate(stepwise(a), one, [0])).toEqual([undefined])
  })

  it('adds no terms for inputs that were not asked for', () => {
    const [db] = differentiate(e.add(numerics.power(a, e.constant(2, 'float64')), b), one, [1])
    expect(db).toBe(one)
  })

  it('keeps NaN and infinities: nothing is multiplied away', () => {
    const [da] = differentiate(e.multiply(a, b), e.constant(0, 'float64'), [0])
    expect(evaluate(da!, [1, Infinity])).toBeNaN()
  })

  describe('at kinks', () => {
    const at = (body: e.Expression, x: number, y = 0) => differentiate(body, one, [0, 1]).map((d) => (d ? evaluate(d, [x, y]) : undefined))

    it('|x| has 0 at 0', () => {
      expect([-2, -0, 0, 2].map((x) => at(e.abs(a), x)[0])).toEqual([-1, 0, 0, 1])
    })

    it('minimum and maximum give half to each of two equals, and pass NaN on to both', () => {
      expect(at(e.maximum(a, b), 1, 1)).toEqual([0.5, 0.5])
      expect(at(e.minimum(a, b), 1, 1)).toEqual([0.5, 0.5])
      expect(at(e.maximum(a, b), 2, 1)).toEqual([1, 0])
      expect(at(e.minimum(a, b), 2, 1)).toEqual([0, 1])
      expect(at(e.maximum(a, b), NaN, 1)).toEqual([1, 1])
    })

    it('power has gradients 0 at base 0 and at exponent 0', () => {
      expect(at(numerics.power(a, b), 0, 2)).toEqual([0, 0])
      expect(at(numerics.power(a, b), 0, 0)).toEqual([0, 0])
      expect(at(numerics.power(a, b), 2, 0)).toEqual([0, numerics.LN2])
    })
  })

  it('stays in float32, through casts and through a definition that is evaluated in float64', () => {
    const x = e.input(0, 'float32')
    const [stated] = differentiate(numerics.tanh(x), e.constant(1, 'float32'), [0])
    const [derived] = differentiate(softplus(x), e.constant(1, 'float32'), [0])
    expect([stated!.dtype, derived!.dtype]).toEqual(['float32', 'float32'])
    expect(evaluate(stated!, [0.5])).toBeCloseTo(0.7864477, 6)
    // The logistic function at 0.5.
    expect(evaluate(derived!, [0.5])).toBe(Math.fround(0.6224593312018546))
    const [throughCast] = differentiate(e.cast(e.multiply(e.cast(x, 'float64'), 3), 'float32'), e.constant(2, 'float32'), [0])
    expect(evaluate(throughCast!, [1])).toBe(6)
  })

  it('refuses a body or an upstream of the wrong dtype', () => {
    expect(() => differentiate(e.less(a, b), e.constant(1, 'bool'), [0])).toThrow(
      /differentiate: the body is bool, expected float32 or float64/,
    )
    expect(() => differentiate(a, e.constant(1, 'float32'), [0])).toThrow(/differentiate: upstream is float32, expected float64/)
  })
})
