import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * log(1 / (1 + e⁻ˣ)), element by element; finite where the sigmoid itself would round to 0.
 *
 * Gradient: g · sigmoid(−x).
 *
 * @example
 * logSigmoid(tensor([0, -1000])).toArray() // [-0.6931471824645996, -1000]
 */
export const logSigmoid: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'logSigmoid',
  forward: (x) => smoothMinimum(x),
  gradient: ({ g }, x) => [e.multiply(g, numerics.sigmoid(e.negate(x)))],
})

/** min(x, 0) is taken out, so that nothing overflows. */
const smoothMinimum = /* @__PURE__ */ e.formula({
  name: 'logSigmoid',
  define: (x) => e.subtract(e.minimum(x!, 0), numerics.log1p(numerics.exp(e.negate(e.abs(x!))))),
  text: '−log(1 + exp(−a))',
})
