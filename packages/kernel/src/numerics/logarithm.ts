import type { Expression } from '../expression.ts'
import * as e from '../expression.ts'
import { ln2High, ln2Low } from './exponential.ts'
import { polynomial } from './polynomial.ts'
import type { SplitExponent } from './powers-of-two.ts'

/**
 * log(2^exponent · mantissa) + correction: what log and log1p share.
 *
 * With f = mantissa − 1 and s = f/(2 + f), log(1 + f) = 2s + s·z·P(z), z = s², rearranged so that f itself is the leading term.
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
  const small = e.add(curve, correction ? e.add(low, correction) : low)
  return e.subtract(e.multiply(exponent, ln2High), e.subtract(e.subtract(halfSquare, small), f))
}

/** `result` for 0 < x < ∞; the logarithm's limits elsewhere: −∞ at 0, NaN below, x where it is ∞ or NaN. `x` is the logarithm's argument less `origin`. */
export function withLogarithmLimits(x: Expression, origin: number, result: Expression): Expression {
  const atPole = e.select(e.equal(x, origin), -Infinity, e.constant(NaN, 'float64'))
  return e.select(e.less(x, Infinity), e.select(e.less(origin, x), result, atPole), x)
}

const atanhTail = [
  0.6666666666666666, 0.4000000000000088, 0.2857142857080285, 0.22222222391887064, 0.18181795621632782, 0.15386240708969665,
  0.13268746195596595, 0.13086907887965027,
]
