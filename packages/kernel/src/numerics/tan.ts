import * as e from '../expression.ts'
import { formula } from '../expression.ts'
import { hasBit, reduceAngle } from './trigonometry.ts'

/**
 * The tangent of an angle in radians.
 *
 * Beyond 2²⁴ the error is below that of changing x by one ulp; from 2³⁰ on, NaN.
 *
 * Accuracy for |x| ≤ 2²⁴: 1.56 ulp in float64, 0.501 ulp in float32, the most on 4 · 10⁶ arguments each.
 * Gradient: 1 + tan²x.
 * Source: `reduceAngle`; the quotient is corrected for the rounding errors of sine and cosine.
 */
export const tan = /* @__PURE__ */ formula({
  name: 'tan',
  define: (x) => {
    const { sine, cosine, quadrant } = reduceAngle(x)
    const odd = hasBit(quadrant, 1)
    const above = e.select(odd, cosine.value, sine.value)
    const below = e.select(odd, sine.value, cosine.value)
    const quotient = e.divide(above, below)
    const errorAbove = e.select(odd, cosine.error, sine.error)
    const errorBelow = e.select(odd, sine.error, cosine.error)
    const error = e.divide(e.subtract(errorAbove, e.multiply(quotient, errorBelow)), below)
    const size = e.subtract(quotient, error)
    return e.select(odd, e.negate(size), size)
  },
  differentiate: (_, y) => [e.add(1, e.multiply(y, y))],
})
