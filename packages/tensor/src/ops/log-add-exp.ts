import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'

/**
 * log(eᵃ + eᵇ), element by element, without overflow: how probabilities that are kept as logarithms are added. −Infinity, the logarithm
 * of 0, adds nothing.
 *
 * Shape: broadcasts.
 * Gradient: g · sigmoid(a − b) and g · sigmoid(b − a); a half each where both are Infinity, 0 where both are −Infinity.
 *
 * @example
 * logAddExp(tensor([0, 1000]), tensor([0, 1000])).toArray() // [0.6931471824645996, 1000.6931762695312]
 */
export const logAddExp: BinaryElementwise<'logAddExp'> = /* @__PURE__ */ defineElementwise({
  name: 'logAddExp',
  forward: (a, b) => logSum(a, b),
  gradient: ({ g }, a, b) => [e.multiply(g, share(a, b)), e.multiply(g, share(b, a))],
})

/** The greater is taken out, so that nothing overflows. */
const logSum = /* @__PURE__ */ e.formula({
  name: 'logAddExp',
  define: (a, b) => e.add(e.maximum(a!, b!), numerics.log1p(numerics.exp(e.negate(e.abs(difference(a!, b!)))))),
  text: 'log(exp(a) + exp(b))',
})

/** The part of eᵃ in the sum. Its derivatives are stated, since those of `difference` would be 0 where a and b are equal. */
const share = /* @__PURE__ */ e.formula({
  name: 'share',
  define: (a, b) => e.select(e.equal(e.maximum(a!, b!), Number.NEGATIVE_INFINITY), 0, numerics.sigmoid(difference(a!, b!))),
  differentiate: (_, y) => {
    const slope = e.multiply(y, e.subtract(1, y))
    return [slope, e.negate(slope)]
  },
  text: 'exp(a) / (exp(a) + exp(b))',
})

/** a − b, and 0 for equal infinities, whose difference is NaN. */
function difference(a: e.Expression, b: e.Expression): e.Expression {
  return e.select(e.equal(a, b), 0, e.subtract(a, b))
}
