import * as e from '@gradus/kernel/expression'
import { numeric } from '../dtypes.ts'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'
import { shareOf } from './minimum.ts'

/**
 * The greater of a and b, element by element; NaN when either is. −0 is below 0.
 *
 * Shape: broadcasts.
 * Gradient: g to the greater; half to each where they are equal.
 *
 * @example
 * maximum(tensor([1, 5]), 3).toArray() // [3, 5]
 */
export const maximum: BinaryElementwise<'maximum'> = /* @__PURE__ */ defineElementwise({
  name: 'maximum',
  forward: (a, b) => e.maximum(a, b),
  gradient: ({ g }, a, b) => [shareOf(g, e.less(a, b), e.equal(a, b)), shareOf(g, e.greater(a, b), e.equal(a, b))],
  dtypes: numeric,
})
