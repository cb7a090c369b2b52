import * as e from '@gradus/kernel/expression'
import { numeric } from '../dtypes.ts'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * x², element by element.
 *
 * Gradient: 2 · g · x.
 *
 * @example
 * square(tensor([2, -3])).toArray() // [4, 9]
 */
export const square: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'square',
  forward: (x) => e.multiply(x, x),
  gradient: ({ g }, x) => [e.multiply(g, e.multiply(2, x))],
  dtypes: numeric,
})
