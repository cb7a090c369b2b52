import * as e from '@gradus/kernel/expression'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * Whether each element is NaN, as bool.
 *
 * Gradient: none.
 *
 * @example
 * isNaN(tensor([1, NaN])).toArray() // [0, 1]
 */
export const isNaN: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'isNaN',
  forward: (x) => e.notEqual(x, x),
})
