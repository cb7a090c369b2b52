import type { Expression } from '../expression.ts'
import * as e from '../expression.ts'
import { fastTwoSum } from './double-double.ts'
import { ln2High, ln2Low } from './ln2.ts'
import { polynomial } from './polynomial.ts'
import type { SplitExponent } from './powers-of-two.ts'

/**
 * log(2^exponent · mantissa) + correction: what log and log1p share.
 *
 * With f = mantissa − 1 and s = f/(2 + f), log(1 + f) = 2s + s·z·P(z), z = s², rearranged so that
 * exponent·ln 2 + f leads, summed with its rounding error.
 *
 * Source: the method of FreeBSD's msun e_log.c (fdlibm, Ng 1993); own coefficients (fit-coefficients.py), error 2^−60.7.
 */
export function logarithm({ exponent, mantissa }: SplitExponent, correction?: Expression): Expression {
  const f = e.subtract(mantissa, 1)
  const s = e.divide(f, e.add(f, 2))
  const z = e.multiply(s, s)
  const halfSquare = e.multiply(e.multiply(f, 0.5), f)
  const curve = e.multiply(s, e.add(halfSquare, e.multiply(z, polynomial(z, atanhTail))))
  const low = e.multiply(exponent, ln2Low)
  const leading = fastTwoSum(e.multiply(exponent, ln2High), f)
  const small = e.add(curve, e.add(correction ? e.add(low, correction) : low, leading.low))
  return e.add(leading.high, e.subtract(small, halfSquare))
}

/** `result` for origin < x < ∞, elsewhere the limits of the logarithm of x − origin: −∞ at the origin, NaN below, x where it is ∞ or NaN. */
export function withLogarithmLimits(x: Expression, origin: number, result: Expression): Expression {
  const atPole = e.select(e.equal(x, origin), -Infinity, e.constant(NaN, 'float64'))
  return e.select(e.less(x, Infinity), e.select(e.less(origin, x), result, atPole), x)
}

const atanhTail = [
  0.6666666666666666, 0.4000000000000088, 0.2857142857080285, 0.22222222391887064, 0.18181795621632782, 0.15386240708969665,
  0.13268746195596595, 0.13086907887965027,
]
