import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * The tangent of x in radians, element by element; accurate for |x| ≤ 2²⁰.
 *
 * Gradient: g · (1 + y²).
 *
 * @example
 * tan(tensor([0, 1])).toArray() // [0, 1.5574077367782593]
 */
export const tan: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'tan',
  forward: (x) => numerics.tan(x),
  gradient: ({ g, y }) => [e.multiply(g, e.add(1, e.multiply(y, y)))],
})
