import { describe, expect, it } from 'vitest'
import { input } from '../expression.ts'
import { evaluate } from './evaluate.ts'
import * as numerics from './index.ts'
import * as scalar from './scalar.ts'

const functions = { ...scalar }
const least = 5e-324
const greatest = 1.7976931348623157e308

describe('limits, poles and signed zeros', () => {
  // As C99, annex F, and NumPy have them.
  it.each<[keyof typeof scalar, readonly (readonly [x: number, y: number])[]]>([
    [
      'exp',
      [
        [0, 1],
        [-0, 1],
        [Infinity, Infinity],
        [-Infinity, 0],
        [NaN, NaN],
        [709.782712893384, 1.7976931348622732e308],
        [709.7827128933841, Infinity],
        [greatest, Infinity],
        [-745.1332191019411, least],
        [-745.1332191019412, 0],
        [-greatest, 0],
        [1, Math.E],
      ],
    ],
    [
      'expm1',
      [
        [0, 0],
        [-0, -0],
        [Infinity, Infinity],
        [-Infinity, -1],
        [NaN, NaN],
        [-800, -1],
        [800, Infinity],
        [37.15585292906769, 13695626306418546],
        [least, least],
        [-least, -least],
        [1e-20, 1e-20],
      ],
    ],
    [
      'log',
      [
        [1, 0],
        [0, -Infinity],
        [-0, -Infinity],
        [-1, NaN],
        [-least, NaN],
        [-Infinity, NaN],
        [Infinity, Infinity],
        [NaN, NaN],
        [least, -744.4400719213812],
        [greatest, 709.782712893384],
        [2, Math.LN2],
        [10, Math.LN10],
      ],
    ],
    [
      'log1p',
      [
        [0, 0],
        [-0, -0],
        [-1, -Infinity],
        [-1.0000000000000002, NaN],
        [-Infinity, NaN],
        [Infinity, Infinity],
        [NaN, NaN],
        [least, least],
        [-least, -least],
        [1e-20, 1e-20],
        [greatest, 709.782712893384],
      ],
    ],
    [
      'tanh',
      [
        [0, 0],
        [-0, -0],
        [Infinity, 1],
        [-Infinity, -1],
        [NaN, NaN],
        [25, 1],
        [-25, -1],
        [greatest, 1],
        [least, least],
        [-least, -least],
      ],
    ],
    [
      'sin',
      [
        [0, 0],
        [-0, -0],
        [Infinity, NaN],
        [-Infinity, NaN],
        [NaN, NaN],
        [least, least],
        [-least, -least],
        [2 ** 30, NaN],
        [-(2 ** 31), NaN],
        [greatest, NaN],
      ],
    ],
    [
      'cos',
      [
        [0, 1],
        [-0, 1],
        [Infinity, NaN],
        [-Infinity, NaN],
        [NaN, NaN],
        [least, 1],
        [2 ** 30, NaN],
        [greatest, NaN],
      ],
    ],
    [
      'tan',
      [
        [0, 0],
        [-0, -0],
        [Infinity, NaN],
        [-Infinity, NaN],
        [NaN, NaN],
        [least, least],
        [-least, -least],
        [2 ** 30, NaN],
      ],
    ],
    [
      'erf',
      [
        [0, 0],
        [-0, -0],
        [Infinity, 1],
        [-Infinity, -1],
        [NaN, NaN],
        [6, 1],
        [-6, -1],
        [greatest, 1],
        [least, least],
        [1e-300, 1.1283791670955126e-300],
      ],
    ],
  ])('%s', (name, cases) => {
    const f = functions[name] as (x: number) => number
    for (const [x, y] of cases) expect(f(x), `at ${x}`).toBe(y)
  })

  it('a signalling NaN stays NaN', () => {
    const words = new Uint32Array([1, 0x7ff00000])
    const nan = new Float64Array(words.buffer)[0]!
    for (const name of ['exp', 'expm1', 'log', 'log1p', 'tanh', 'sin', 'cos', 'tan', 'erf'] as const) expect(functions[name](nan)).toBeNaN()
    expect(scalar.power(nan, 2)).toBeNaN()
    expect(scalar.power(2, nan)).toBeNaN()
  })

  it('beyond 2^24, sines are as good as if the angle had been changed by one ulp', () => {
    // mpmath, 200 bits.
    expect(Math.abs(scalar.sin(2 ** 29 + 0.5) - -0.1665503842914579)).toBeLessThan(2 ** (30 - 52))
  })
})

describe('power', () => {
  const interesting = [0, 1, 2, 3, 0.5, 1.5, 7, least, 1e-310, 2 ** 53, 2 ** 53 + 2, 1e20, greatest, Infinity]
  const values = [...interesting, ...interesting.map((x) => -x), NaN, 1 + 2 ** -52, 1 - 2 ** -53]

  /** C's pow is JavaScript's ** but for what the docstring says. */
  function expected(a: number, b: number): number {
    if (b === 0 || a === 1 || (a === -1 && Math.abs(b) === Infinity)) return 1
    return a ** b
  }

  it('has the limits, poles and signs of pow', () => {
    for (const a of values) {
      for (const b of values) {
        const want = expected(a, b)
        const got = scalar.power(a, b)
        if (Number.isFinite(want) && want !== 0) expect(Math.abs(got / want - 1), `${a}, ${b}`).toBeLessThan(4e-16)
        else expect(got, `${a}, ${b}`).toBe(want)
      }
    }
  })

  it('is exact where the result is a whole number below 2^53', () => {
    for (let a = 2; a < 60; a++) for (let b = 0; a ** b < 2 ** 53; b++) expect(BigInt(scalar.power(a, b))).toBe(BigInt(a) ** BigInt(b))
  })

  it('over float32 overflows and underflows where float32 does', () => {
    const power = numerics.power(input(0, 'float32'), input(1, 'float32'))
    expect(
      [
        [2, 127],
        [2, 128],
        [2, -149],
        [2, -151],
        [-2, -149],
      ].map((operands) => evaluate(power, operands)),
    ).toEqual([2 ** 127, Infinity, 2 ** -149, 0, -(2 ** -149)])
  })
})
