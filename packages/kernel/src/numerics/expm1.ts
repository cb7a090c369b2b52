import * as e from '../expression.ts'
import { formula } from '../expression.ts'
import { overflow } from './exp.ts'
import { reduceExponential } from './exponential.ts'
import { powerOfTwo, scaleByPowerOfTwo } from './powers-of-two.ts'

/**
 * eˣ − 1, accurate where x is small.
 *
 * Gradient: eˣ, as result + 1.
 * Source: `reduceExponential`; 2^k·(1 + high + rest) − 1 = 2^k·((high − (2^−k − 1)) + rest), the inner difference with its rounding error.
 */
export const expm1 = formula({
  name: 'expm1',
  define: (x) => {
    const { k, high, low, curve } = reduceExponential(e.minimum(e.maximum(x, minusOne), overflow))
    // 2^−k, or 0 from k = 1023 on, where it no longer matters.
    const d = e.subtract(powerOfTwo(e.maximum(e.subtract(3069, k.int), 0)), 1)
    const sum = e.subtract(high, d)
    const error = e.subtract(high, e.add(d, sum))
    // Subtracting +0, never adding it, keeps −0.
    return scaleByPowerOfTwo(e.subtract(sum, e.subtract(e.subtract(low, curve), error)), k.int)
  },
  differentiate: (_, y) => [e.add(y, 1)],
})

/** Below this the result is −1. */
const minusOne = -50
