import * as e from '@gradus/kernel/expression'
import { numeric } from '../dtypes.ts'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * min(max(x, −1), 1), element by element: a hyperbolic tangent of straight lines.
 *
 * Gradient: g where −1 < x < 1, else 0, at the kinks ±1 too.
 *
 * @example
 * hardTanh(tensor([-3, 0.5, 2])).toArray() // [-1, 0.5, 1]
 */
export const hardTanh: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'hardTanh',
  forward: (x) => e.minimum(e.maximum(x, -1), 1),
  gradient: ({ g }, x) => [e.select(e.less(e.abs(x), 1), g, 0)],
  dtypes: numeric,
})
