import * as e from '../expression.ts'
import { formula } from '../expression.ts'
import { cos } from './cos.ts'
import { hasBit, reduceAngle } from './trigonometry.ts'

/**
 * The sine of an angle in radians.
 *
 * Guaranteed for |x| ≤ 2²⁴; up to 2³⁰ the error is below that of changing x by one ulp; from there on, NaN.
 *
 * Gradient: cos x.
 * Source: `reduceAngle`.
 */
export const sin = formula({
  name: 'sin',
  define: (x) => {
    const { sine, cosine, quadrant } = reduceAngle(x)
    const size = e.select(hasBit(quadrant, 1), cosine.value, sine.value)
    return e.select(hasBit(quadrant, 2), e.negate(size), size)
  },
  differentiate: ([x]) => [cos(x!)],
})
