import * as e from '@gradus/kernel/expression'
import { numeric } from '../dtypes.ts'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'

/**
 * a − b, element by element.
 *
 * Shape: broadcasts.
 * Gradient: g and −g.
 *
 * @example
 * subtract(tensor([1, 2]), 3).toArray() // [-2, -1]
 */
export const subtract: BinaryElementwise<'subtract'> = /* @__PURE__ */ defineElementwise({
  name: 'subtract',
  forward: e.subtract,
  gradient: ({ g }) => [g, e.negate(g)],
  dtypes: numeric,
})
