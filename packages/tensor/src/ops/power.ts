import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'

/**
 * aᵇ, element by element, of floats. x⁰ and 1ˣ are 1 even for NaN; a negative base needs an integer exponent, else NaN.
 *
 * Shape: broadcasts.
 * Gradient: g · b · aᵇ⁻¹ (0 for b = 0) and g · y · log(a) (0 for a = 0).
 *
 * @example
 * power(tensor([2, 3]), 2).toArray() // [4, 9]
 */
export const power: BinaryElementwise<'power'> = /* @__PURE__ */ defineElementwise({
  name: 'power',
  forward: (a, b) => numerics.power(a, b),
  gradient: ({ g, y }, a, b) => [
    e.multiply(g, e.select(e.equal(b, 0), 0, e.multiply(b, numerics.power(a, e.subtract(b, 1))))),
    e.multiply(g, e.select(e.equal(a, 0), 0, e.multiply(y, numerics.log(a)))),
  ],
})
