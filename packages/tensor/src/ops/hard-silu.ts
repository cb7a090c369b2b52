import * as e from '@gradus/kernel/expression'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * x · hardSigmoid(x), element by element; also called hard swish.
 *
 * Gradient: 0 where x <= −3, g · (2x + 3) / 6 where x < 3, else g: at the kinks ±3 that of their outer sides.
 * Source: Howard et al. 2019, Searching for MobileNetV3.
 *
 * @example
 * hardSilu(tensor([0, 1.5, 5])).toArray() // [0, 1.125, 5]
 */
export const hardSilu: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'hardSilu',
  forward: (x) => gated(x),
  gradient: ({ g }, x) => [e.multiply(g, slope(x))],
})

/** Below −3 the gate is 0, and so is the product, which would be NaN at −Infinity. */
const gated = /* @__PURE__ */ e.formula({
  name: 'hardSilu',
  define: (x) => e.divide(e.multiply(e.maximum(x!, -3), e.minimum(e.maximum(e.add(x!, 3), 0), 6)), 6),
  text: 'a · min(max(a + 3, 0), 6) / 6',
})

const slope = /* @__PURE__ */ e.formula({
  name: 'hardSilu slope',
  define: (x) => e.select(e.lessEqual(x!, -3), 0, e.select(e.lessEqual(3, x!), 1, e.divide(e.add(e.multiply(2, x!), 3), 6))),
  text: '0 if a ≤ −3, (2 · a + 3) / 6 if a < 3, else 1',
})
