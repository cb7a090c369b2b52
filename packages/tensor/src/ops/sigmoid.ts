import { expression as e, numerics } from '@gradus/kernel'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * 1 / (1 + e⁻ˣ), element by element: any number to one in [0, 1].
 *
 * Gradient: g · y · (1 − y).
 *
 * @example
 * sigmoid(tensor([0, -1000])).toArray() // [0.5, 0]
 */
export const sigmoid: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'sigmoid',
  forward: (x) => logistic(x),
  gradient: ({ g, y }) => [e.multiply(g, e.multiply(y, e.subtract(1, y)))],
})

/** The sigmoid of an element. With e^−|x| nothing overflows. */
export const logistic = /* @__PURE__ */ e.formula({
  name: 'sigmoid',
  define: (x) => {
    const small = numerics.exp(e.negate(e.abs(x!)))
    return e.divide(e.select(e.less(x!, 0), small, 1), e.add(1, small))
  },
  differentiate: (_, y) => [e.multiply(y, e.subtract(1, y))],
  text: '1 / (1 + exp(−a))',
})
