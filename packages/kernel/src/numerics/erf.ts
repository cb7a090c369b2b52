import type { Expression } from '../expression.ts'
import * as e from '../expression.ts'
import { formula } from '../expression.ts'
import { exp } from './exp.ts'
import { polynomial } from './polynomial.ts'

/**
 * The error function, 2/√π · ∫₀ˣ exp(−t²) dt.
 *
 * Accuracy: 1.40 ulp in float64, 0.501 ulp in float32, the most on 4 · 10⁶ arguments each.
 * Gradient: 2/√π · exp(−x²).
 * Source: the split of Cody 1969, Rational Chebyshev Approximations for the Error Function, Math. Comp. 23: x + x·P(x²) below 1,
 * 1 − exp(−x²)·Q(x)/R(x) above; own coefficients (fit-coefficients.py), errors 2^−55.5 and 2^−56.6.
 */
export const erf = /* @__PURE__ */ formula({
  name: 'erf',
  define: (x) => {
    const square = e.multiply(x, x)
    const near = e.add(x, e.multiply(x, polynomial(square, nearTail)))
    const size = e.abs(x)
    const far = e.subtract(1, e.multiply(exp(e.negate(square)), scaledComplement(e.minimum(size, 6))))
    return e.select(e.less(size, 1), near, e.select(e.less(x, 0), e.negate(far), far))
  },
  differentiate: ([x]) => [e.multiply(twoOverRootPi, exp(e.negate(e.multiply(x!, x!))))],
})

/** exp(x²)·(1 − erf x) for 1 ≤ x ≤ 6; beyond, erf is ±1. */
function scaledComplement(x: Expression): Expression {
  return e.divide(polynomial(x, numerator), polynomial(x, denominator))
}

const twoOverRootPi = 1.1283791670955126
const nearTail = [
  0.1283791670955126, -0.3761263890318375, 0.11283791670954879, -0.026866170645076792, 0.0052239776248180145, -0.000854832698083379,
  0.0001205533111164271, -1.4925595266831182e-5, 1.6461000484121368e-6, -1.6350312701054695e-7, 1.4659775274047436e-8,
  -1.1372848856791674e-9, 5.957176147748911e-11,
]
const numerator = [
  0.9999999000692296, 1.3841791473749567, 0.9417325231117948, 0.36902834354574265, 0.08292298629964372, 0.008723225909235788,
]
const denominator = [
  1, 2.51255725876416, 2.7768551113843243, 1.7420522199457256, 0.6618810153832143, 0.14697284383218281, 0.015461654205900345,
]
