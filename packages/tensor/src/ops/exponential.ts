import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * eˣ, element by element: `exp` under its name as an activation.
 *
 * Gradient: g · y.
 *
 * @example
 * exponential(tensor([0, 1])).toArray() // [1, 2.7182817459106445]
 */
export const exponential: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'exponential',
  forward: (x) => numerics.exp(x),
  gradient: ({ g, y }) => [e.multiply(g, y)],
})
