import { normalizeAxis, type Shape } from '@gradus/kernel'
import { checkFloat } from '../check-tensor.ts'
import { apply, defineOp } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import { divide } from './divide.ts'
import { exp } from './exp.ts'
import { maxOp } from './max.ts'
import { multiply } from './multiply.ts'
import { subtract } from './subtract.ts'
import { sum } from './sum.ts'

/**
 * eˣ / Σ eˣ along an axis, the last unless stated: positive numbers that add up to 1. Without overflow, since the largest is subtracted first.
 * Where all elements are −Infinity, or one is Infinity, the result is NaN.
 *
 * Gradient: y (g − Σ g y)
 * Throws: GradusError 'type' for int32 and bool.
 * Source: Goodfellow et al. 2016, Deep Learning, §4.1.
 *
 * @example
 * softmax(tensor([0, 0])).toArray() // [0.5, 0.5]
 */
export function softmax<S extends Shape>(x: Tensor<S>, axis = -1): Tensor<S> {
  checkFloat('softmax', 'x', x)
  return softmaxOp(x, normalizeAxis('softmax', axis, x.rank)) as never
}

const softmaxOp = /* @__PURE__ */ defineOp({
  name: 'softmax',
  formula: 'exp(a) / Σ exp(a)',
  forward: (x: Tensor, axis: number) => {
    const powers = exp(belowLargest(x, axis))
    return divide(powers, sum(powers, axis, { keepDims: true }))
  },
  gradient: (g, y, _, axis) => [() => multiply(y, subtract(g, sum(multiply(g, y), axis, { keepDims: true })) as Tensor)],
})

/** The elements less the largest along the axis: 0 for that, negative for the others. */
export function belowLargest(x: Tensor, axis: number): Tensor {
  return subtract(x, apply(maxOp, [x], { axes: [axis], keepDims: true }))
}
