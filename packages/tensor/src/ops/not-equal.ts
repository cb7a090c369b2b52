import * as e from '@gradus/kernel/expression'
import { all } from '../dtypes.ts'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'

/**
 * Whether a ≠ b, element by element, as bool. NaN differs from everything, itself included.
 *
 * Shape: broadcasts.
 * Gradient: none.
 *
 * @example
 * notEqual(tensor([1, 2]), 2).toArray() // [1, 0]
 */
export const notEqual: BinaryElementwise<'notEqual'> = /* @__PURE__ */ defineElementwise({
  name: 'notEqual',
  forward: (a, b) => e.notEqual(a, b),
  dtypes: all,
})
