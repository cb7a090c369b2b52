import type { Expression } from '../expression.ts'
import * as e from '../expression.ts'
import { PI } from './constants.ts'
import { polynomial } from './polynomial.ts'
import { roundToInteger } from './powers-of-two.ts'

/** What sin, cos and tan share: sine and cosine of the remainder of an angle, and the quadrant it came from. */
export interface ReducedAngle {
  readonly sine: Difference
  readonly cosine: Difference
  /** The int32 k, of which the last two bits matter. */
  readonly quadrant: Expression
}

/** A value less its rounding error, which tan alone uses. */
export interface Difference {
  readonly value: Expression
  readonly error: Expression
}

/**
 * x = k·π/2 + r with |r| ≤ π/4: sine and cosine of r, and the quadrant k mod 4.
 *
 * For |x| ≤ 2²⁴, k has at most 24 bits, so that its products with the first three parts of π/2, of 29 bits each, are exact, as are the
 * subtractions with their errors: r is right to 2^−117, and no float64 of that range is nearer to a multiple of π/2 than 2^−61. Beyond,
 * these products round: as if x had been changed by 2^−53 of itself. From 2³⁰ on everything is NaN.
 *
 * Source: Cody & Waite 1980, Software Manual for the Elementary Functions, ch. 8; the polynomials with a correction for the tail of r follow
 * FreeBSD's msun k_sin.c and k_cos.c (fdlibm, Ng 1993) with own coefficients (fit-coefficients.py), errors 2^−55.5 and 2^−59.6.
 */
export function reduceAngle(x: Expression): ReducedAngle {
  const bounded = e.select(e.less(e.abs(x), limit), x, NaN)
  const k = roundToInteger(e.multiply(bounded, 2 / PI))
  const first = e.subtract(bounded, e.multiply(k.float, halfPi[0]))
  const [second, secondError] = subtract(first, e.multiply(k.float, halfPi[1]))
  const [third, thirdError] = subtract(second, e.multiply(k.float, halfPi[2]))
  // Subtracting +0, never adding it, keeps −0.
  const [r, tail] = subtract(third, e.subtract(e.multiply(k.float, halfPi[3]), e.add(secondError, thirdError)))
  return { sine: sineOf(r, tail), cosine: cosineOf(r, tail), quadrant: k.int }
}

/** a − b as a difference and its rounding error, for |a| ≥ |b| or an exact difference (Dekker 1971). */
function subtract(a: Expression, b: Expression): [difference: Expression, error: Expression] {
  const difference = e.subtract(a, b)
  return [difference, e.subtract(e.subtract(a, difference), b)]
}

function sineOf(r: Expression, tail: Expression): Difference {
  const z = e.multiply(r, r)
  const curve = e.multiply(e.multiply(z, r), polynomial(z, sineTail))
  const rest = e.subtract(e.subtract(e.multiply(z, e.multiply(tail, 0.5)), tail), curve)
  const value = e.subtract(r, rest)
  return { value, error: e.subtract(rest, e.subtract(r, value)) }
}

function cosineOf(r: Expression, tail: Expression): Difference {
  const z = e.multiply(r, r)
  const half = e.multiply(z, 0.5)
  const leading = e.subtract(1, half)
  const curve = e.multiply(e.multiply(z, z), polynomial(z, cosineTail))
  const rest = e.add(e.subtract(e.subtract(1, leading), half), e.subtract(curve, e.multiply(r, tail)))
  const value = e.add(leading, rest)
  return { value, error: e.subtract(e.subtract(value, leading), rest) }
}

/** Whether bit `bit` of an int32 is set. */
export function hasBit(integer: Expression, bit: number): Expression {
  return e.notEqual(e.and(integer, bit), 0)
}

/** From here on k no longer fits an int32 with room to spare, and little would be left of the accuracy. */
const limit = 1073741824
/** π/2 in parts of 29, 29, 29 and 53 bits. */
const halfPi = [1.570796325802803, 9.920935774287987e-10, 2.2517417706346578e-18, 3.5215598651832e-27]
const sineTail = [
  -0.16666666666666666, 0.008333333333330946, -0.0001984126983675497, 2.755731610068303e-6, -2.5051131455427946e-8, 1.591810123027412e-10,
]
const cosineTail = [
  0.041666666666666664, -0.0013888888888887395, 2.4801587298763433e-5, -2.7557317270560326e-7, 2.0876146024689747e-9,
  -1.1382614868556325e-11,
]
