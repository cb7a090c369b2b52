import * as e from '@gradus/kernel/expression'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * Whether each element is neither infinite nor NaN, as bool.
 *
 * Gradient: none.
 *
 * @example
 * isFinite(tensor([1, -Infinity, NaN])).toArray() // [1, 0, 0]
 */
export const isFinite: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'isFinite',
  forward: (x) => e.less(e.abs(x), Infinity),
})
