import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * x · sigmoid(x), element by element; also called swish.
 *
 * Gradient: g · sigmoid(x) · (1 + x · sigmoid(−x)).
 * Source: Elfwing, Uchibe & Doya 2018, Sigmoid-weighted linear units for neural network function approximation.
 *
 * @example
 * silu(tensor([0, 1])).toArray() // [0, 0.7310585975646973]
 */
export const silu: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'silu',
  forward: (x) => gated(x),
  gradient: ({ g }, x) => [e.multiply(g, slope(x))],
})

/** Beyond −800 the sigmoid is 0, and so is the product, which would be NaN at −Infinity. */
const gated = /* @__PURE__ */ e.formula({
  name: 'silu',
  define: (x) => e.multiply(e.maximum(x!, -800), numerics.sigmoid(x!)),
  text: 'a / (1 + exp(−a))',
})

const slope = /* @__PURE__ */ e.formula({
  name: 'silu slope',
  define: (x) => {
    const near = e.minimum(e.maximum(x!, -800), 800)
    return e.multiply(numerics.sigmoid(near), e.add(1, e.multiply(near, numerics.sigmoid(e.negate(near)))))
  },
  text: 'σ(a) · (1 + a · σ(−a))',
})
