import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * The cosine of x in radians, element by element; accurate for |x| ≤ 2²⁰.
 *
 * Gradient: −g · sin(x).
 *
 * @example
 * cos(tensor([0, 1])).toArray() // [1, 0.5403022766113281]
 */
export const cos: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'cos',
  forward: (x) => numerics.cos(x),
  gradient: ({ g }, x) => [e.negate(e.multiply(g, numerics.sin(x)))],
})
