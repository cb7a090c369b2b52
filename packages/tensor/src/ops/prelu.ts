import * as e from '@gradus/kernel/expression'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'

/**
 * x where x > 0, else slope · x, element by element, with slopes that are learned: a tensor that broadcasts with x.
 *
 * Gradient: for x that of `leakyRelu`; for the slope 0 where x > 0, else g · x. At the kink 0 they are slope · g and 0.
 * Source: He et al. 2015, Delving deep into rectifiers.
 *
 * @example
 * prelu(tensor([2, -3]), tensor([0.5, 0.25])).toArray() // [2, -0.75]
 */
export const prelu: BinaryElementwise<'prelu'> = /* @__PURE__ */ defineElementwise({
  name: 'prelu',
  forward: (x, slope) => e.select(e.less(0, x), x, e.multiply(slope, x)),
  gradient: ({ g }, x, slope) => [e.select(e.less(0, x), g, e.multiply(slope, g)), e.select(e.less(0, x), 0, e.multiply(g, x))],
})
