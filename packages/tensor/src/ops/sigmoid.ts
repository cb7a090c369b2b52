import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * 1 / (1 + e⁻ˣ), element by element: any number to one in [0, 1].
 *
 * Gradient: g · y · (1 − y).
 *
 * @example
 * sigmoid(tensor([0, -1000])).toArray() // [0.5, 0]
 */
export const sigmoid: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'sigmoid',
  forward: (x) => numerics.sigmoid(x),
  gradient: ({ g, y }) => [e.multiply(g, e.multiply(y, e.subtract(1, y)))],
})
