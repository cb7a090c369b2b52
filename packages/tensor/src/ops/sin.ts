import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * The sine of x in radians, element by element; accurate for |x| ≤ 2²⁰.
 *
 * Gradient: g · cos(x).
 *
 * @example
 * sin(tensor([0, 1])).toArray() // [0, 0.8414709568023682]
 */
export const sin: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'sin',
  forward: (x) => numerics.sin(x),
  gradient: ({ g }, x) => [e.multiply(g, numerics.cos(x))],
})
