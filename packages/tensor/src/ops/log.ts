import { expression as e, numerics } from '@gradus/kernel'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * The natural logarithm, element by element; −Infinity at 0, NaN below.
 *
 * Gradient: g / x.
 *
 * @example
 * log(tensor([1, 0])).toArray() // [0, -Infinity]
 */
export const log: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'log',
  forward: (x) => numerics.log(x),
  gradient: ({ g }, x) => [e.divide(g, x)],
})
