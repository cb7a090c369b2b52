import * as e from '@gradus/kernel/expression'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * min(max(½(x + 1), 0), 1), element by element: the slope of `sparsePlus`, a sigmoid that reaches 0 and 1.
 *
 * Gradient: g / 2 where −1 < x < 1, else 0, at the kinks ±1 too.
 *
 * @example
 * sparseSigmoid(tensor([-2, 0, 0.5])).toArray() // [0, 0.5, 0.75]
 */
export const sparseSigmoid: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'sparseSigmoid',
  forward: (x) => e.minimum(e.maximum(e.multiply(0.5, e.add(x, 1)), 0), 1),
  gradient: ({ g }, x) => [e.select(e.less(e.abs(x), 1), e.multiply(0.5, g), 0)],
})
