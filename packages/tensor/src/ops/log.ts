import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * The natural logarithm, element by element; −Infinity at 0, NaN below.
 *
 * Gradient: g / x.
 *
 * @example
 * log(tensor([1, 0])).toArray() // [0, -Infinity]
 */
export const log: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'log',
  forward: (x) => numerics.log(x),
  gradient: ({ g }, x) => [e.divide(g, x)],
})
