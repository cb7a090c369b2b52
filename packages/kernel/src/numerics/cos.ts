import * as e from '../expression.ts'
import { formula } from '../expression.ts'
import { sin } from './sin.ts'
import { hasBit, reduceAngle } from './trigonometry.ts'

/**
 * The cosine of an angle in radians.
 *
 * Guaranteed for |x| ≤ 2²⁴; up to 2³⁰ the error is below that of changing x by one ulp; from there on, NaN.
 *
 * Gradient: −sin x.
 * Source: `reduceAngle`.
 */
export const cos = formula({
  name: 'cos',
  define: (x) => {
    const { sine, cosine, quadrant } = reduceAngle(x)
    const size = e.select(hasBit(quadrant, 1), sine.value, cosine.value)
    return e.select(hasBit(e.add(quadrant, 1), 2), e.negate(size), size)
  },
  differentiate: ([x]) => [e.negate(sin(x!))],
})
