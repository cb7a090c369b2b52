import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, type UnaryElementwise } from '../elementwise.ts'

/**
 * x − tanh(x), element by element: next to nothing around 0.
 *
 * Gradient: g · tanh(x)².
 *
 * @example
 * tanhShrink(tensor([0, 2])).toArray() // [0, 1.0359724760055542]
 */
export const tanhShrink: UnaryElementwise = /* @__PURE__ */ defineElementwise({
  name: 'tanhShrink',
  forward: (x) => rest(x),
  gradient: ({ g }, x) => [e.multiply(g, slope(x))],
})

/** Near 0 the difference would cancel; its series goes on in steps of x² and ends below the last bit. */
const rest = /* @__PURE__ */ e.formula({
  name: 'tanhShrink',
  define: (x) => {
    const near = e.minimum(e.maximum(x!, -limit), limit)
    const squared = e.multiply(near, near)
    const series = coefficients.reduceRight<e.Operand>((sum, coefficient) => e.add(coefficient, e.multiply(squared, sum)), 0)
    return e.select(e.less(e.abs(x!), limit), e.multiply(e.multiply(near, squared), series), e.subtract(x!, numerics.tanh(x!)))
  },
  text: 'a − tanh(a)',
})

const slope = /* @__PURE__ */ e.formula({
  name: 'tanhShrink slope',
  define: (x) => {
    const t = numerics.tanh(x!)
    return e.multiply(t, t)
  },
  text: 'tanh(a)²',
})

const limit = 0.25
/** Of x³, x⁵, x⁷ … in x − tanh(x): 1/3, −2/15, 17/315 … */
const coefficients = [
  0.3333333333333333, -0.13333333333333333, 0.05396825396825397, -0.021869488536155203, 0.008863235529902197, -0.003592128036572481,
  0.0014558343870513183, -0.000590027440945586, 0.00023912911424355248, -9.691537956929451e-5, 3.927832388331683e-5,
]
