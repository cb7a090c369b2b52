import * as e from '@gradus/kernel/expression'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * The least integer ≥ x, element by element.
 *
 * Gradient: 0.
 *
 * @example
 * ceil(tensor([1.5, -1.5])).toArray() // [2, -1]
 */
export const ceil: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'ceil',
  forward: (x) => e.ceil(x),
  gradient: () => [0],
})
