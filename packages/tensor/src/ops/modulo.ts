import * as e from '@gradus/kernel/expression'
import { numeric } from '../dtypes.ts'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'
import { flooredQuotient, flooredRemainder, integerRemainder } from './floored-division.ts'

/**
 * a − b · ⌊a / b⌋, element by element: the remainder with the sign of b, as Python's and NumPy's `%`.
 *
 * Of floats it is exact (rounded once where a and b differ in sign) for |a / b| < 2⁵³, and NaN beyond and for b = 0. Of int32 it is 0 for b = 0.
 *
 * Shape: broadcasts.
 * Gradient: g and −g · ⌊a / b⌋.
 *
 * @example
 * modulo(tensor([7, -7]), 3).toArray() // [1, 2]
 */
export const modulo: BinaryElementwise<'modulo'> = /* @__PURE__ */ defineElementwise({
  name: 'modulo',
  forward: (a, b) => (a.dtype === 'int32' ? integerRemainder(a, b) : flooredRemainder(a, b)),
  gradient: ({ g }, a, b) => [g, e.negate(e.multiply(g, flooredQuotient(a, b)))],
  dtypes: numeric,
})
