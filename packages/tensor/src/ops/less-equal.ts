import * as e from '@gradus/kernel/expression'
import { all } from '../dtypes.ts'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'

/**
 * Whether a ≤ b, element by element, as bool. False beside a NaN.
 *
 * Shape: broadcasts.
 * Gradient: none.
 *
 * @example
 * lessEqual(tensor([1, 2]), 2).toArray() // [1, 1]
 */
export const lessEqual: BinaryElementwise<'lessEqual'> = /* @__PURE__ */ defineElementwise({
  name: 'lessEqual',
  forward: (a, b) => e.lessEqual(a, b),
  dtypes: all,
})
