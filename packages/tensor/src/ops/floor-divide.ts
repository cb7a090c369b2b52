import { numeric } from '../dtypes.ts'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'
import { flooredQuotient, integerQuotient } from './floored-division.ts'

/**
 * ⌊a / b⌋, element by element: rounded towards −Infinity, as Python's and NumPy's `//`.
 *
 * Of floats it is exact for |a / b| < 2⁵³ (before it is rounded to float32). Of int32 it is 0 for b = 0, and −2³¹ / −1 wraps.
 *
 * Shape: broadcasts.
 * Gradient: 0.
 *
 * @example
 * floorDivide(tensor([7, -7]), 2).toArray() // [3, -4]
 */
export const floorDivide: BinaryElementwise<'floorDivide'> = /* @__PURE__ */ defineElementwise({
  name: 'floorDivide',
  forward: (a, b) => (a.dtype === 'int32' ? integerQuotient(a, b) : flooredQuotient(a, b)),
  gradient: () => [0, 0],
  dtypes: numeric,
})
