import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * The hyperbolic tangent, element by element.
 *
 * Gradient: g · (1 − y²).
 *
 * @example
 * tanh(tensor([0, 1])).toArray() // [0, 0.7615941762924194]
 */
export const tanh: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'tanh',
  forward: (x) => numerics.tanh(x),
  gradient: ({ g, y }) => [e.multiply(g, e.subtract(1, e.multiply(y, y)))],
})
