import * as e from '../expression.ts'
import { formula } from '../expression.ts'
import { cos } from './cos.ts'
import { hasBit, reduceAngle } from './trigonometry.ts'

/**
 * The sine of an angle in radians.
 *
 * Beyond 2²⁴ the error is below that of changing x by one ulp; from 2³⁰ on, NaN.
 *
 * Accuracy for |x| ≤ 2²⁴: 0.85 ulp in float64, 0.501 ulp in float32, the most on 4 · 10⁶ arguments each.
 * Gradient: cos x.
 * Source: `reduceAngle`.
 */
export const sin = /* @__PURE__ */ formula({
  name: 'sin',
  define: (x) => {
    const { sine, cosine, quadrant } = reduceAngle(x)
    const size = e.select(hasBit(quadrant, 1), cosine.value, sine.value)
    return e.select(hasBit(quadrant, 2), e.negate(size), size)
  },
  differentiate: ([x]) => [cos(x!)],
})
