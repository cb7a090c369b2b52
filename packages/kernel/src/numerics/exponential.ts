import type { Expression } from '../expression.ts'
import * as e from '../expression.ts'
import { LOG2E } from './constants.ts'
import { fastTwoSum } from './double-double.ts'
import { ln2High, ln2Low } from './ln2.ts'
import { polynomial } from './polynomial.ts'
import { type RoundedInteger, roundToInteger, scaleByPowerOfTwo } from './powers-of-two.ts'

/**
 * x = k·ln 2 + (high − low), with exp(high − low) = 1 + high + rest: what exp, expm1 and power share.
 *
 * `high` is exact. The rest is r·c/(2 − c) − low, where c = r − z·P(z), z = r² and x·coth(x/2) = 2 + z·P(z).
 *
 * Source: the method of FreeBSD's msun e_exp.c (fdlibm, Ng 1993); own coefficients (fit-coefficients.py), error 2^−59.6.
 */
export interface ReducedExponential {
  /** k, and k + 2046 as an int32. */
  readonly k: RoundedInteger
  readonly high: Expression
  readonly low: Expression
  /** r·c/(2 − c) = exp(r) − 1 − r for r = high − low. */
  readonly curve: Expression
}

/** Reduces x + tail, for |x| ≤ 800 and a tail that is small beside it. */
export function reduceExponential(x: Expression, tail?: Expression): ReducedExponential {
  const k = roundToInteger(e.multiply(x, LOG2E), 2046)
  const high = e.subtract(x, e.multiply(k.float, ln2High))
  const rest = e.multiply(k.float, ln2Low)
  const low = tail ? e.subtract(rest, tail) : rest
  const r = e.subtract(high, low)
  const z = e.multiply(r, r)
  const c = e.subtract(r, e.multiply(z, polynomial(z, cothTail)))
  return { k, high, low, curve: e.divide(e.multiply(r, c), e.subtract(2, c)) }
}

/** 2^k·(1 + high + rest), summed with the rounding error of 1 + high, so that little more than the last rounding is left. */
export function finishExponential({ k, high, low, curve }: ReducedExponential): Expression {
  const leading = fastTwoSum(e.constant(1, 'float64'), high)
  return scaleByPowerOfTwo(e.add(leading.high, e.add(leading.low, e.subtract(curve, low))), k.int)
}

const cothTail = [0.1666666666666666, -0.0027777777777564404, 6.613756471622828e-5, -1.6534060033836456e-6, 4.1437662804024295e-8]
