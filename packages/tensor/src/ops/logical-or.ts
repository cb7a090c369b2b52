import * as e from '@gradus/kernel/expression'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'

/**
 * Whether a or b, or both, element by element, of bools.
 *
 * Shape: broadcasts.
 * Gradient: none.
 *
 * @example
 * logicalOr(tensor([true, false]), tensor([false, false])).toArray() // [1, 0]
 */
export const logicalOr: BinaryElementwise<'logicalOr'> = /* @__PURE__ */ defineElementwise({
  name: 'logicalOr',
  forward: (a, b) => e.or(a, b),
  dtypes: ['bool'],
})
