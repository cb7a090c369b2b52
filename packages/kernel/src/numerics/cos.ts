import * as e from '../expression.ts'
import { formula } from '../expression.ts'
import { sin } from './sin.ts'
import { hasBit, reduceAngle } from './trigonometry.ts'

/**
 * The cosine of an angle in radians.
 *
 * Beyond 2²⁴ the error is below that of changing x by one ulp; from 2³⁰ on, NaN.
 *
 * Accuracy for |x| ≤ 2²⁴: 0.88 ulp in float64, 0.501 ulp in float32, the most on 4 · 10⁶ arguments each.
 * Gradient: −sin x.
 * Source: `reduceAngle`.
 */
export const cos = /* @__PURE__ */ formula({
  name: 'cos',
  define: (x) => {
    const { sine, cosine, quadrant } = reduceAngle(x)
    const size = e.select(hasBit(quadrant, 1), sine.value, cosine.value)
    return e.select(hasBit(e.add(quadrant, 1), 2), e.negate(size), size)
  },
  differentiate: ([x]) => [e.negate(sin(x!))],
})
