import { numeric } from '../dtypes.ts'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * x itself, for places where an activation has to be named.
 *
 * Gradient: g.
 *
 * @example
 * linear(tensor([2, -3])).toArray() // [2, -3]
 */
export const linear: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'linear',
  forward: (x) => x,
  gradient: ({ g }) => [g],
  dtypes: numeric,
})
