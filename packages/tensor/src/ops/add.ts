import * as e from '@gradus/kernel/expression'
import { numeric } from '../dtypes.ts'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'

/**
 * a + b, element by element.
 *
 * Shape: broadcasts.
 * Gradient: g for both.
 *
 * @example
 * add(tensor([1, 2]), 3).toArray() // [4, 5]
 */
export const add: BinaryElementwise<'add'> = /* @__PURE__ */ defineElementwise({
  name: 'add',
  forward: e.add,
  gradient: ({ g }) => [g, g],
  dtypes: numeric,
})
