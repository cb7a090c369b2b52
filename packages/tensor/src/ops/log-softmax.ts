import { normalizeAxis, type Shape } from '@gradus/kernel'
import { checkFloat } from '../check-tensor.ts'
import { defineOp } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import { exp } from './exp.ts'
import { log } from './log.ts'
import { multiply } from './multiply.ts'
import { belowLargest } from './softmax.ts'
import { subtract } from './subtract.ts'
import { sum } from './sum.ts'

/**
 * log softmax(x) along an axis, the last unless stated; finite where the softmax itself would round to 0.
 *
 * Gradient: g − softmax(x) Σ g
 * Throws: GradusError 'type' for int32 and bool.
 *
 * @example
 * logSoftmax(tensor([0, 1000])).toArray() // [-1000, 0]
 */
export function logSoftmax<S extends Shape>(x: Tensor<S>, axis = -1): Tensor<S> {
  checkFloat('logSoftmax', 'x', x)
  return logSoftmaxOp(x, normalizeAxis('logSoftmax', axis, x.rank)) as never
}

const logSoftmaxOp = /* @__PURE__ */ defineOp({
  name: 'logSoftmax',
  formula: 'a − log Σ exp(a)',
  forward: (x: Tensor, axis: number) => {
    const below = belowLargest(x, axis)
    return subtract(below, log(sum(exp(below), axis, { keepDims: true })))
  },
  gradient: (g, y, _, axis) => [() => subtract(g, multiply(exp(y), sum(g, axis, { keepDims: true })))],
})
