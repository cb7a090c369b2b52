import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * eˣ − 1, element by element, accurate where x is small.
 *
 * Gradient: g · (y + 1).
 *
 * @example
 * expm1(tensor([0, 1e-10])).toArray() // [0, 1.000000013351432e-10]
 */
export const expm1: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'expm1',
  forward: (x) => numerics.expm1(x),
  gradient: ({ g, y }) => [e.multiply(g, e.add(y, 1))],
})
