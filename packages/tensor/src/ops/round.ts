import * as e from '@gradus/kernel/expression'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * The nearest integer, element by element; halves go to the even neighbour.
 *
 * Gradient: 0.
 *
 * @example
 * round(tensor([0.5, 1.5, -1.6])).toArray() // [0, 2, -2]
 */
export const round: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'round',
  forward: (x) => e.round(x),
  gradient: () => [0],
})
