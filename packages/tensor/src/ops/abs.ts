import * as e from '@gradus/kernel/expression'
import { numeric } from '../dtypes.ts'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'
import { signOf } from './sign.ts'

/**
 * |x|, element by element.
 *
 * Gradient: g · sign(x); 0 at 0.
 *
 * @example
 * abs(tensor([1, -2])).toArray() // [1, 2]
 */
export const abs: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'abs',
  forward: (x) => e.abs(x),
  gradient: ({ g }, x) => [e.multiply(g, signOf(x))],
  dtypes: numeric,
})
