import * as e from '@gradus/kernel/expression'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'

/**
 * a / b, element by element, of floats; for int32 use `floorDivide`.
 *
 * Shape: broadcasts.
 * Gradient: g / b and −g · y / b.
 *
 * @example
 * divide(tensor([1, 2]), 4).toArray() // [0.25, 0.5]
 */
export const divide: BinaryElementwise<'divide'> = /* @__PURE__ */ defineElementwise({
  name: 'divide',
  forward: e.divide,
  gradient: ({ g, y }, _, b) => [e.divide(g, b), e.negate(e.divide(e.multiply(g, y), b))],
})
