import type { Shape } from '@gradus/kernel'
import { apply } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import type { Check, Reduce, Result } from '../types/index.ts'
import { shareAmongTied } from './extreme.ts'
import { type Axes, checkNotEmpty, defineReduction, type ReduceOptions, reduceArguments } from './reduce.ts'

/**
 * The largest element over axes; over all of them unless stated. NaN wins.
 *
 * Shape: as {@link sum}.
 * Gradient: the upstream gradient, shared equally among the elements that tie.
 * Throws: GradusError 'range' when there is no element.
 *
 * @example
 * max(tensor([[1, 3], [5, 2]]), 1).toArray() // [3, 5]
 */
export function max<S extends Shape, const A extends Axes = undefined, const K extends boolean = false>(
  x: Tensor<S>,
  axes?: Check<A, Reduce<S, A, K, 'max'>>,
  options: ReduceOptions<K> = {},
): Tensor<Result<Reduce<S, A, K, 'max'>>> {
  const args = reduceArguments('max', x, axes as Axes, options)
  checkNotEmpty('max', x, args.axes)
  return apply(maxOp, [x], args) as never
}

/** @internal The operation itself, for which nothing has a max: −Infinity. */
export const maxOp = /* @__PURE__ */ defineReduction({
  name: 'max',
  formula: 'max a',
  operation: 'maximum',
  dtypes: ['float32', 'float64', 'int32'],
  gradient: shareAmongTied,
})
