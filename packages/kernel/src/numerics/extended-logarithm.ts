import type { Expression } from '../expression.ts'
import * as e from '../expression.ts'
import { type DoubleDouble, fastTwoSum, firstBits, split } from './double-double.ts'
import { ln2High, ln2Low } from './ln2.ts'
import { polynomial } from './polynomial.ts'
import { splitAnyExponent } from './powers-of-two.ts'

/**
 * log x to about 2⁻⁶⁵ of itself, for 0 < x < ∞; the high part has 21 bits.
 *
 * With m the mantissa and s = (m − 1)/(m + 1), log m = s·(2 + w), w = z·(2/3 + z·P(z)), z = s²: s, z, w and the product are kept in two parts
 * each, the first of so few bits that products of first parts are exact.
 *
 * Source: the idea of FreeBSD's msun e_pow.c (fdlibm, Ng 2004); own coefficients (fit-coefficients.py), error 2^−66.3.
 */
export function extendedLogarithm(x: Expression): DoubleDouble {
  const { exponent, mantissa } = splitAnyExponent(x)
  const s = quotient(mantissa)
  const sum = e.add(s.high, s.low)
  const z = e.multiply(sum, sum)
  const zHigh = e.multiply(s.high, s.high)
  const zLow = e.multiply(s.low, e.add(s.high, sum))
  const wHigh = e.multiply(zHigh, twoThirdsHigh)
  const wLow = e.add(e.multiply(zLow, twoThirdsHigh), e.multiply(z, e.add(twoThirdsLow, e.multiply(z, polynomial(z, atanhTail)))))
  const factorHigh = firstBits(e.add(2, e.add(wHigh, wLow)))
  const factorLow = e.subtract(wLow, e.subtract(e.subtract(factorHigh, 2), wHigh))
  const productLow = e.add(e.multiply(s.low, factorHigh), e.multiply(sum, factorLow))

  const total = fastTwoSum(e.multiply(exponent, ln2High), e.multiply(s.high, factorHigh))
  const low = e.add(e.add(productLow, e.multiply(exponent, ln2Low)), total.low)
  const { high, low: rest } = split(total.high)
  return { high, low: e.add(low, rest) }
}

/** (m − 1)/(m + 1); the high part has 21 bits. */
function quotient(m: Expression): DoubleDouble {
  const numerator = e.subtract(m, 1)
  const denominator = e.add(m, 1)
  const high = firstBits(e.divide(numerator, denominator))
  const denominatorHigh = firstBits(denominator)
  const denominatorLow = e.subtract(m, e.subtract(denominatorHigh, 1))
  const rest = e.subtract(e.subtract(numerator, e.multiply(high, denominatorHigh)), e.multiply(high, denominatorLow))
  return { high, low: e.divide(rest, denominator) }
}

/** The first 11 bits of 2/3, whose product with 42 bits is exact, and the rest. */
const twoThirdsHigh = 0.66650390625
const twoThirdsLow = 0.00016276041666666666
const atanhTail = [
  0.4, 0.2857142857142937, 0.2222222222165554, 0.1818181833547124, 0.15384594954137945, 0.13334805149611875, 0.11706224135460942,
  0.11723306234080849,
]
