import type { Expression } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'
import { smoothMaximum } from './softplus.ts'

/**
 * x · tanh(softplus(x)), element by element.
 *
 * Gradient: g · (t + x · (1 − t²) · sigmoid(x)), where t = tanh(softplus(x)).
 * Source: Misra 2020, Mish: a self regularized non-monotonic activation function.
 *
 * @example
 * mish(tensor([0, 1])).toArray() // [0, 0.8650984168052673]
 */
export const mish: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'mish',
  forward: (x) => gated(x),
  gradient: ({ g }, x) => [e.multiply(g, slope(x))],
})

/** Beyond −800 the gate is 0, and so is the product, which would be NaN at −Infinity. */
const gated = /* @__PURE__ */ e.formula({
  name: 'mish',
  define: (x) => e.multiply(e.maximum(x!, -800), gate(x!)),
  text: 'a · tanh(log(1 + exp(a)))',
})

const slope = /* @__PURE__ */ e.formula({
  name: 'mish slope',
  define: (x) => {
    const near = e.minimum(e.maximum(x!, -800), 800)
    const t = gate(near)
    return e.add(t, e.multiply(near, e.multiply(e.subtract(1, e.multiply(t, t)), numerics.sigmoid(near))))
  },
  text: 't + a · (1 − t²) · σ(a) with t = tanh(log(1 + exp(a)))',
})

function gate(x: Expression): Expression {
  return numerics.tanh(smoothMaximum(x))
}
