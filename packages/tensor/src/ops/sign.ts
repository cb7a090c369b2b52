import type { Expression } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { numeric } from '../dtypes.ts'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * −1, 0 or 1 by the sign of x; ±0 and NaN stay what they are.
 *
 * Gradient: 0.
 *
 * @example
 * sign(tensor([3, 0, -2])).toArray() // [1, 0, -1]
 */
export const sign: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'sign',
  forward: (x) => signOf(x),
  gradient: () => [0],
  dtypes: numeric,
})

/** The sign of an element. */
export function signOf(x: Expression): Expression {
  return e.select(e.less(0, x), 1, e.select(e.less(x, 0), -1, x))
}
