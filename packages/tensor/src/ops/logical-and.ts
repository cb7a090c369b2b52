import * as e from '@gradus/kernel/expression'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'

/**
 * Whether a and b, element by element, of bools.
 *
 * Shape: broadcasts.
 * Gradient: none.
 *
 * @example
 * logicalAnd(tensor([true, false]), tensor([true, true])).toArray() // [1, 0]
 */
export const logicalAnd: BinaryElementwise<'logicalAnd'> = /* @__PURE__ */ defineElementwise({
  name: 'logicalAnd',
  forward: (a, b) => e.and(a, b),
  dtypes: ['bool'],
})
