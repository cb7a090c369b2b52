import type { Expression } from '../expression.ts'
import * as e from '../expression.ts'

/** A float64 near zero rounded to an integer, as float64 and as int32. */
export interface RoundedInteger {
  readonly float: Expression
  readonly int: Expression
}

/**
 * x rounded to the nearest integer, for |x| < 2³¹; `bias` is added to the int32 alone, at no cost.
 *
 * Adding 1.5 · 2⁵² leaves no bits for a fraction, and the integer in the low word.
 */
export function roundToInteger(x: Expression, bias = 0): RoundedInteger {
  const shift = 1.5 * 4503599627370496 + bias
  const shifted = e.add(x, shift)
  return { float: e.subtract(shifted, shift), int: e.lowBits(shifted) }
}

/** 2^exponent as float64; the exponent field, exponent + 1023, is given. */
export function powerOfTwo(exponentField: Expression): Expression {
  return e.fromHighLow(e.shiftLeft(exponentField, 20), 0)
}

/**
 * y · 2^k for −2044 ≤ k ≤ 2046, given k + 2046.
 *
 * Two factors, so that the result rounds once where it is subnormal, and 2¹⁰²⁴ need not exist.
 */
export function scaleByPowerOfTwo(y: Expression, biasedExponent: Expression): Expression {
  const half = e.shiftRight(biasedExponent, 1)
  return e.multiply(e.multiply(y, powerOfTwo(half)), powerOfTwo(e.subtract(biasedExponent, half)))
}

/** x = 2^exponent · mantissa, both float64. */
export interface SplitExponent {
  readonly exponent: Expression
  /** Between √½ and √2. */
  readonly mantissa: Expression
}

/** Splits a positive normal float64. Of anything else it makes some number: the caller selects. */
export function splitExponent(x: Expression): SplitExponent {
  const high = e.highBits(x)
  const exponent = e.shiftRight(e.subtract(high, highWordOfSqrtHalf), 20)
  return {
    exponent: e.cast(exponent, 'float64'),
    mantissa: e.fromHighLow(e.subtract(high, e.shiftLeft(exponent, 20)), e.lowBits(x)),
  }
}

/** {@link splitExponent} for positive subnormals too. */
export function splitAnyExponent(x: Expression): SplitExponent {
  const subnormal = e.less(x, leastNormal)
  const { exponent, mantissa } = splitExponent(e.select(subnormal, e.multiply(x, twoTo54), x))
  return { exponent: e.select(subnormal, e.subtract(exponent, 54), exponent), mantissa }
}

const highWordOfSqrtHalf = 0x3fe6a09e
const leastNormal = 2.2250738585072014e-308
const twoTo54 = 18014398509481984
