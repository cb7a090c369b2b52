import * as e from '@gradus/kernel/expression'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * Whether x is false, element by element, of bools.
 *
 * Gradient: none.
 *
 * @example
 * logicalNot(tensor([true, false])).toArray() // [0, 1]
 */
export const logicalNot: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'logicalNot',
  forward: (x) => e.not(x),
  dtypes: ['bool'],
})
