import type { Shape } from '@gradus/kernel'
import { apply } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import type { Check, Reduce, Result } from '../types/index.ts'
import { broadcastTo } from './broadcast-to.ts'
import { cast } from './cast.ts'
import { type Axes, defineReduction, type ReduceOptions, reduceArguments, reducedShape } from './reduce.ts'
import { reshape } from './reshape.ts'

/**
 * The sum over axes; over all of them unless stated. The sum of bools counts them, as int32; the sum of nothing is 0.
 *
 * Shape: [a, b, c] over axis 1 → [a, c], with keepDims [a, 1, c].
 * Gradient: the upstream gradient, repeated along the summed axes.
 *
 * @example
 * sum(tensor([[1, 2], [3, 4]]), 0).toArray() // [4, 6]
 */
export function sum<S extends Shape, const A extends Axes = undefined, const K extends boolean = false>(
  x: Tensor<S>,
  axes?: Check<A, Reduce<S, A, K, 'sum'>>,
  options: ReduceOptions<K> = {},
): Tensor<Result<Reduce<S, A, K, 'sum'>>> {
  const args = reduceArguments('sum', x, axes as Axes, options)
  const counted = x.dtype === 'bool' ? cast(x, 'int32') : x
  return apply(sumOp, [counted], args) as never
}

const sumOp = /* @__PURE__ */ defineReduction({
  name: 'sum',
  formula: 'Σ a',
  operation: 'sum',
  dtypes: ['float32', 'float64', 'int32'],
  gradient: (g, { inputs: [x], options }) =>
    broadcastTo(reshape(g, reducedShape(x!.shape, { axes: options.axes, keepDims: true })) as Tensor, x!.shape) as Tensor,
})
