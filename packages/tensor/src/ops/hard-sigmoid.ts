import * as e from '@gradus/kernel/expression'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * min(max(x + 3, 0), 6) / 6, element by element: a sigmoid of straight lines.
 *
 * Gradient: g / 6 where −3 < x < 3, else 0, at the kinks ±3 too.
 *
 * @example
 * hardSigmoid(tensor([-4, 0, 1.5])).toArray() // [0, 0.5, 0.75]
 */
export const hardSigmoid: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'hardSigmoid',
  forward: (x) => ramp(x),
  gradient: ({ g }, x) => [e.select(e.less(e.abs(x), 3), e.divide(g, 6), 0)],
})

const ramp = /* @__PURE__ */ e.formula({
  name: 'hardSigmoid',
  define: (x) => e.divide(e.minimum(e.maximum(e.add(x!, 3), 0), 6), 6),
  text: 'min(max(a + 3, 0), 6) / 6',
})
