import type { Shape } from '@gradus/kernel'
import { apply } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import type { Check, Reduce, Result } from '../types/index.ts'
import { type Axes, defineReduction, type ReduceOptions, reduceArguments } from './reduce.ts'

/**
 * Whether all elements are true, over axes; over all of them unless stated. Of nothing it is true.
 *
 * Shape: as {@link sum}.
 * Gradient: none.
 * Throws: GradusError 'type' unless the tensor is bool.
 *
 * @example
 * all(tensor([[true, false], [true, true]]), 1).toArray() // [0, 1]
 */
export function all<S extends Shape, const A extends Axes = undefined, const K extends boolean = false>(
  x: Tensor<S>,
  axes?: Check<A, Reduce<S, A, K, 'all'>>,
  options: ReduceOptions<K> = {},
): Tensor<Result<Reduce<S, A, K, 'all'>>> {
  return apply(allOp, [x], reduceArguments('all', x, axes as Axes, options)) as never
}

const allOp = /* @__PURE__ */ defineReduction({ name: 'all', formula: 'whether all of a', operation: 'minimum', dtypes: ['bool'] })
