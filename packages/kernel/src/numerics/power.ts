import type { Expression } from '../expression.ts'
import * as e from '../expression.ts'
import { formula } from '../expression.ts'
import { split } from './double-double.ts'
import { overflow, underflow } from './exp.ts'
import { finishExponential, reduceExponential } from './exponential.ts'
import { extendedLogarithm } from './extended-logarithm.ts'
import { log } from './log.ts'

/**
 * aᵇ, with the limits of C's `pow` and NumPy's `power`.
 *
 * A negative base with an exponent that is no integer gives NaN. power(x, 0) and power(1, x) are 1 for every x, NaN and ±Infinity included,
 * and power(−1, ±Infinity) is 1; there JavaScript's `**` gives NaN.
 *
 * Accuracy: 0.99 ulp in float64, 0.501 ulp in float32, the most on 4 · 10⁶ arguments each.
 * Gradient: b·aᵇ⁻¹, 0 where b = 0; log(a)·aᵇ, 0 where a = 0.
 * Source: exp(b·log a) with the logarithm and the product in two float64 each, after FreeBSD's msun e_pow.c (fdlibm, Ng 2004).
 */
export const power = /* @__PURE__ */ formula({
  name: 'power',
  define: (a, b) => {
    const size = e.abs(a)
    const integer = e.equal(e.trunc(b), b)
    const half = e.multiply(b, 0.5)
    const odd = e.and(integer, e.notEqual(e.trunc(half), half))
    const negative = e.less(e.highBits(a), 0)
    const regular = e.and(e.less(0, size), e.less(size, Infinity))
    const value = e.select(e.and(negative, e.not(integer)), NaN, powerOfPositive(size, b))
    const limit = e.select(e.less(b, 0), e.divide(1, size), e.select(e.less(0, b), size, NaN))
    const magnitude = e.select(regular, value, limit)
    const signed = e.select(e.and(negative, odd), e.negate(magnitude), magnitude)
    return e.select(e.or(e.equal(b, 0), e.equal(a, 1)), 1, signed)
  },
  differentiate: ([a, b], y) => [
    e.select(e.equal(b!, 0), 0, e.multiply(b!, power(a!, e.subtract(b!, 1)))),
    e.select(e.equal(a!, 0), 0, e.multiply(log(a!), y)),
  ],
})

/** For 0 < a < ∞. */
function powerOfPositive(a: Expression, b: Expression): Expression {
  const logarithm = extendedLogarithm(a)
  // |log a| ≥ 2⁻⁵³ or 0: a larger exponent changes nothing, and the products stay finite.
  const exponent = e.minimum(e.maximum(b, -largestExponent), largestExponent)
  const { high: firstOfExponent, low: restOfExponent } = split(exponent)
  const first = e.multiply(firstOfExponent, logarithm.high)
  const rest = e.add(e.multiply(restOfExponent, logarithm.high), e.multiply(exponent, logarithm.low))
  // Where the first bound holds, |rest| < 0.01.
  const bounded = e.minimum(e.maximum(first, underflow), overflow)
  return finishExponential(reduceExponential(bounded, e.minimum(e.maximum(rest, -1), 1)))
}

const largestExponent = 1e20
