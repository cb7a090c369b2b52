import { normalizeAxis, type Shape } from '@gradus/kernel'
import { checkFloat } from '../check-tensor.ts'
import { arange } from '../creation/arange.ts'
import { defineOp } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import { cast } from './cast.ts'
import { cumulativeSum } from './cumulative-sum.ts'
import { divide } from './divide.ts'
import { greater } from './greater.ts'
import { multiply } from './multiply.ts'
import { relu } from './relu.ts'
import { reshape } from './reshape.ts'
import { belowLargest } from './softmax.ts'
import { sort } from './sort.ts'
import { subtract } from './subtract.ts'
import { sum } from './sum.ts'
import { where } from './where.ts'

/**
 * The point with positive coordinates that add up to 1 which is nearest to x, along an axis, the last unless stated: a softmax with zeros.
 * It is max(x − τ, 0) with the τ for which that adds up to 1. Where an element is not finite, the result is NaN.
 *
 * Gradient: g less its mean over the elements that are not 0, and 0 for those that are, at the kinks too.
 * Throws: GradusError 'type' for int32 and bool.
 * Source: Martins & Astudillo 2016, From softmax to sparsemax.
 *
 * @example
 * sparsemax(tensor([1, 0.5, -1])).toArray() // [0.75, 0.25, 0]
 */
export function sparsemax<S extends Shape>(x: Tensor<S>, axis = -1): Tensor<S> {
  checkFloat('sparsemax', 'x', x)
  return sparsemaxOp(x, normalizeAxis('sparsemax', axis, x.rank)) as never
}

const sparsemaxOp = /* @__PURE__ */ defineOp({
  name: 'sparsemax',
  formula: 'max(a − τ, 0), where τ makes the sum 1',
  forward: (x: Tensor, axis: number) => {
    const below = belowLargest(x, axis)
    const { values } = sort(below, axis, { descending: true })
    const sums = subtract(cumulativeSum(values, axis), 1)
    const places = placesAlong(x, axis)
    const support = cast(greater(multiply(places, values), sums), x.dtype)
    const count = sum(support, axis, { keepDims: true })
    const excess = sum(where(greater(support, 0), values, 0), axis, { keepDims: true })
    return relu(subtract(below, divide(subtract(excess, 1), count)))
  },
  gradient: (g, y, _, axis) => [
    () => {
      const support = cast(greater(y, 0), y.dtype)
      const own = multiply(g, support)
      const mean = divide(sum(own, axis, { keepDims: true }), sum(support, axis, { keepDims: true }))
      return subtract(own, multiply(support, mean))
    },
  ],
})

/** 1, 2, 3 … along an axis. */
function placesAlong({ shape, dtype }: Tensor, axis: number): Tensor {
  const size = shape[axis]!
  return reshape(
    arange(1, size + 1, 1, { dtype }),
    shape.map((_, other) => (other === axis ? size : 1)),
  ) as Tensor
}
