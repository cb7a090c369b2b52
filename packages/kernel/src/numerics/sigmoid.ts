import * as e from '../expression.ts'
import { formula } from '../expression.ts'
import { exp } from './exp.ts'

/**
 * The logistic function 1 / (1 + e⁻ˣ). With e^−|x| nothing overflows.
 *
 * Accuracy: 1.82 ulp in float64, the most on 3 · 10⁴ arguments against mpmath.
 * Gradient: y (1 − y); stated, since the definition's own derivative would be 0 / 0 far out.
 */
export const sigmoid = /* @__PURE__ */ formula({
  name: 'sigmoid',
  define: (x) => {
    const small = exp(e.negate(e.abs(x)))
    return e.divide(e.select(e.less(x, 0), small, 1), e.add(1, small))
  },
  differentiate: (_, y) => [e.multiply(y, e.subtract(1, y))],
  text: '1 / (1 + exp(−a))',
})
