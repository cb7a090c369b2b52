import type { Expression } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { numeric } from '../dtypes.ts'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'

/**
 * The lesser of a and b, element by element; NaN when either is. −0 is below 0.
 *
 * Shape: broadcasts.
 * Gradient: g to the lesser; half to each where they are equal.
 *
 * @example
 * minimum(tensor([1, 5]), 3).toArray() // [1, 3]
 */
export const minimum: BinaryElementwise<'minimum'> = /* @__PURE__ */ defineElementwise({
  name: 'minimum',
  forward: (a, b) => e.minimum(a, b),
  gradient: ({ g }, a, b) => [shareOf(g, e.greater(a, b), e.equal(a, b)), shareOf(g, e.less(a, b), e.equal(a, b))],
  dtypes: numeric,
})

/** What a side of a comparison gets of g: nothing where it loses, half where the sides are equal, all where it wins or one is NaN. */
export function shareOf(g: Expression, loses: Expression, tie: Expression): Expression {
  return e.select(loses, 0, e.select(tie, e.multiply(0.5, g), g))
}
