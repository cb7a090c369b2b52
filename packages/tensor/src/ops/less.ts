import * as e from '@gradus/kernel/expression'
import { all } from '../dtypes.ts'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'

/**
 * Whether a < b, element by element, as bool. False beside a NaN.
 *
 * Shape: broadcasts.
 * Gradient: none.
 *
 * @example
 * less(tensor([1, 2]), 2).toArray() // [1, 0]
 */
export const less: BinaryElementwise<'less'> = /* @__PURE__ */ defineElementwise({
  name: 'less',
  forward: (a, b) => e.less(a, b),
  dtypes: all,
})
