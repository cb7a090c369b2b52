import type { Shape } from '@gradus/kernel'
import { apply } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import type { Check, Reduce, Result } from '../types/index.ts'
import { shareAmongTied } from './extreme.ts'
import { type Axes, checkNotEmpty, defineReduction, type ReduceOptions, reduceArguments } from './reduce.ts'

/**
 * The smallest element over axes; over all of them unless stated. NaN wins.
 *
 * Shape: as {@link sum}.
 * Gradient: the upstream gradient, shared equally among the elements that tie.
 * Throws: GradusError 'range' when there is no element.
 *
 * @example
 * min(tensor([[1, 3], [5, 2]]), 1).toArray() // [1, 2]
 */
export function min<S extends Shape, const A extends Axes = undefined, const K extends boolean = false>(
  x: Tensor<S>,
  axes?: Check<A, Reduce<S, A, K, 'min'>>,
  options: ReduceOptions<K> = {},
): Tensor<Result<Reduce<S, A, K, 'min'>>> {
  const args = reduceArguments('min', x, axes as Axes, options)
  checkNotEmpty('min', x, args.axes)
  return apply(minOp, [x], args) as never
}

/** @internal The operation itself, for which nothing has a min: Infinity. */
export const minOp = /* @__PURE__ */ defineReduction({
  name: 'min',
  formula: 'min a',
  operation: 'minimum',
  dtypes: ['float32', 'float64', 'int32'],
  gradient: shareAmongTied,
})
