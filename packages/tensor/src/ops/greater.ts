import * as e from '@gradus/kernel/expression'
import { all } from '../dtypes.ts'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'

/**
 * Whether a > b, element by element, as bool. False beside a NaN.
 *
 * Shape: broadcasts.
 * Gradient: none.
 *
 * @example
 * greater(tensor([1, 3]), 2).toArray() // [0, 1]
 */
export const greater: BinaryElementwise<'greater'> = /* @__PURE__ */ defineElementwise({
  name: 'greater',
  forward: (a, b) => e.greater(a, b),
  dtypes: all,
})
