import * as e from '@gradus/kernel/expression'
import { all } from '../dtypes.ts'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'

/**
 * Whether a = b, element by element, as bool. NaN equals nothing, itself included.
 *
 * Shape: broadcasts.
 * Gradient: none.
 *
 * @example
 * equal(tensor([1, 2]), 2).toArray() // [0, 1]
 */
export const equal: BinaryElementwise<'equal'> = /* @__PURE__ */ defineElementwise({
  name: 'equal',
  forward: (a, b) => e.equal(a, b),
  dtypes: all,
})
