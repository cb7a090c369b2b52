import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * log(1 + eˣ), element by element: a smooth relu.
 *
 * Gradient: g · sigmoid(x).
 *
 * @example
 * softplus(tensor([0, 1000])).toArray() // [0.6931471824645996, 1000]
 */
export const softplus: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'softplus',
  forward: (x) => smoothMaximum(x),
  gradient: ({ g }, x) => [e.multiply(g, numerics.sigmoid(x))],
})

/** log(1 + eˣ) as a formula. max(x, 0) is taken out, so that nothing overflows. */
export const smoothMaximum = /* @__PURE__ */ e.formula({
  name: 'softplus',
  define: (x) => e.add(e.maximum(x!, 0), numerics.log1p(numerics.exp(e.negate(e.abs(x!))))),
  differentiate: ([x]) => [numerics.sigmoid(x!)],
  text: 'log(1 + exp(a))',
})
