import * as e from '@gradus/kernel/expression'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * 1 / x, element by element.
 *
 * Gradient: −g · y².
 *
 * @example
 * reciprocal(tensor([2, -4])).toArray() // [0.5, -0.25]
 */
export const reciprocal: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'reciprocal',
  forward: (x) => e.divide(1, x),
  gradient: ({ g, y }) => [e.negate(e.multiply(g, e.multiply(y, y)))],
})
