import * as e from '@gradus/kernel/expression'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * √x, element by element; NaN below 0.
 *
 * Gradient: g / (2y), which is Infinity at 0.
 *
 * @example
 * sqrt(tensor([4, 9])).toArray() // [2, 3]
 */
export const sqrt: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'sqrt',
  forward: (x) => e.sqrt(x),
  gradient: ({ g, y }) => [e.divide(g, e.multiply(2, y))],
})
