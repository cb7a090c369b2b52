import * as e from '@gradus/kernel/expression'
import { numeric } from '../dtypes.ts'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'

/**
 * a · b, element by element.
 *
 * Shape: broadcasts.
 * Gradient: g · b and g · a.
 *
 * @example
 * multiply(tensor([1, 2]), 3).toArray() // [3, 6]
 */
export const multiply: BinaryElementwise<'multiply'> = /* @__PURE__ */ defineElementwise({
  name: 'multiply',
  forward: e.multiply,
  gradient: ({ g }, a, b) => [e.multiply(g, b), e.multiply(g, a)],
  dtypes: numeric,
})
