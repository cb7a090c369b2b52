import * as e from '@gradus/kernel/expression'
import { all } from '../dtypes.ts'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'

/**
 * Whether a ≥ b, element by element, as bool. False beside a NaN.
 *
 * Shape: broadcasts.
 * Gradient: none.
 *
 * @example
 * greaterEqual(tensor([1, 2]), 2).toArray() // [0, 1]
 */
export const greaterEqual: BinaryElementwise<'greaterEqual'> = /* @__PURE__ */ defineElementwise({
  name: 'greaterEqual',
  forward: (a, b) => e.greaterEqual(a, b),
  dtypes: all,
})
