import * as e from '@gradus/kernel/expression'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * x / (1 + |x|), element by element: between −1 and 1.
 *
 * Gradient: g / (1 + |x|)².
 *
 * @example
 * softsign(tensor([1, -3])).toArray() // [0.5, -0.75]
 */
export const softsign: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'softsign',
  forward: (x) => bounded(x),
  gradient: ({ g }, x) => [e.multiply(g, slope(x))],
})

/** Beyond ±1e300 the quotient is ±1 to the last bit; ∞/∞ would be NaN. */
const bounded = /* @__PURE__ */ e.formula({
  name: 'softsign',
  define: (x) => {
    const finite = e.maximum(e.minimum(x!, 1e300), -1e300)
    return e.divide(finite, e.add(1, e.abs(finite)))
  },
  text: 'a / (1 + |a|)',
})

const slope = /* @__PURE__ */ e.formula({
  name: 'softsign slope',
  define: (x) => {
    const size = e.add(1, e.abs(x!))
    return e.divide(1, e.multiply(size, size))
  },
  text: '1 / (1 + |a|)²',
})
