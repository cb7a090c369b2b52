import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * log(1 + x), element by element, accurate where x is small; −Infinity at −1, NaN below.
 *
 * Gradient: g / (1 + x).
 *
 * @example
 * log1p(tensor([0, -1])).toArray() // [0, -Infinity]
 */
export const log1p: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'log1p',
  forward: (x) => numerics.log1p(x),
  gradient: ({ g }, x) => [e.divide(g, e.add(1, x))],
})
