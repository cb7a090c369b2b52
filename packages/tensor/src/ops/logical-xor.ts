import * as e from '@gradus/kernel/expression'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'

/**
 * Whether either a or b, but not both, element by element, of bools.
 *
 * Shape: broadcasts.
 * Gradient: none.
 *
 * @example
 * logicalXor(tensor([true, false]), tensor([false, false])).toArray() // [1, 0]
 */
export const logicalXor: BinaryElementwise<'logicalXor'> = /* @__PURE__ */ defineElementwise({
  name: 'logicalXor',
  forward: (a, b) => e.xor(a, b),
  dtypes: ['bool'],
})
