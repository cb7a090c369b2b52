import * as e from '@gradus/kernel/expression'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * √a whose gradient at 0 is 0 instead of infinite: for lengths, which have a kink there.
 *
 * Gradient: g / (2 √a), 0 at 0.
 */
export const flatRoot: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'root',
  forward: (a) => e.sqrt(a),
  gradient: ({ g, y }) => {
    const zero = e.equal(y, 0)
    // The division must not meet the zero even where it is not selected: its own gradient would be NaN.
    return [e.select(zero, 0, e.divide(g, e.multiply(2, e.select(zero, 1, y))))]
  },
})
