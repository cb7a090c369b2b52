import * as e from '@gradus/kernel/expression'
import { numeric } from '../dtypes.ts'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * −x, element by element.
 *
 * Gradient: −g.
 *
 * @example
 * negate(tensor([1, -2])).toArray() // [-1, 2]
 */
export const negate: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'negate',
  forward: e.negate,
  gradient: ({ g }) => [e.negate(g)],
  dtypes: numeric,
})
