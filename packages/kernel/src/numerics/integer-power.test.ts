import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { describe, expect, it } from 'vitest'
import { integerPower } from './integer-power.ts'

/** xⁿ rounded once: the mantissa and the exponent of x as whole numbers, and the division left to the conversion of a quotient. */
function exactPower(x: number, n: number): number {
  let [mantissa, exponent] = [x, 0]
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2
    exponent--
  }
  const power = BigInt(mantissa) ** BigInt(n)
  const shift = -exponent * n
  // 80 bits decide the rounding: what is cut off behind them is marked by an odd last bit.
  const length = power.toString(2).length
  const cut = Math.max(0, length - 80)
  const top = (power >> BigInt(cut)) | (power % (1n << BigInt(cut)) === 0n ? 0n : 1n)
  return scaled(Number(top), cut - shift)
}

function scaled(value: number, exponent: number): number {
  let [result, left] = [value, exponent]
  for (; left < -500; left += 500) result *= 2 ** -500
  return result * 2 ** left
}

describe('integerPower', () => {
  it.each([0.9, 0.99, 0.999, 0.9999, 0.5, 0.1, 1 / 3])('of %s is correctly rounded', (x) => {
    for (const n of [0, 1, 2, 3, 7, 10, 31, 100, 255, 256, 999, 1000, 4321]) {
      if (x ** n > 1e-250) expect(integerPower(x, n), `${n}`).toBe(exactPower(x, n))
    }
  })

  it('is within half a unit of the last place and a little for other numbers', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 0.99999, noNaN: true }), fc.integer({ min: 0, max: 500 }), (x, n) => {
        const expected = exactPower(x, n)
        expect(Math.abs(integerPower(x, n) - expected)).toBeLessThanOrEqual(expected * 2 ** -52)
      }),
      runs(300),
    )
  })

  it.each([
    [0, 0, 1],
    [0, 5, 0],
    [-2, 3, -8],
    [1, Number.MAX_SAFE_INTEGER, 1],
    [0.9, 1e9, 0],
    [Number.NaN, 1, Number.NaN],
  ])('of %s to the %s is %s', (x, n, expected) => {
    expect(integerPower(x, n)).toBe(expected)
  })

  it.each([
    [0.9, -1, 'range'],
    [0.9, 1.5, 'range'],
    ['0.9', 1, 'type'],
    [0.9, '1', 'type'],
  ])('refuses %s to the %s', (x, n, code) => {
    expect(() => integerPower(x as number, n as number)).toThrow(expect.objectContaining({ name: 'GradusError', code }))
  })
})
