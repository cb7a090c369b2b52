import * as e from '@gradus/kernel/expression'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * The greatest integer ≤ x, element by element.
 *
 * Gradient: 0.
 *
 * @example
 * floor(tensor([1.5, -1.5])).toArray() // [1, -2]
 */
export const floor: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'floor',
  forward: (x) => e.floor(x),
  gradient: () => [0],
})
