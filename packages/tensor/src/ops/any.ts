import type { Shape } from '@gradus/kernel'
import { apply } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import type { Check, Reduce, Result } from '../types/index.ts'
import { type Axes, defineReduction, type ReduceOptions, reduceArguments } from './reduce.ts'

/**
 * Whether any element is true, over axes; over all of them unless stated. Of nothing it is false.
 *
 * Shape: as {@link sum}.
 * Gradient: none.
 * Throws: GradusError 'type' unless the tensor is bool.
 *
 * @example
 * any(tensor([[true, false], [false, false]]), 1).toArray() // [1, 0]
 */
export function any<S extends Shape, const A extends Axes = undefined, const K extends boolean = false>(
  x: Tensor<S>,
  axes?: Check<A, Reduce<S, A, K, 'any'>>,
  options: ReduceOptions<K> = {},
): Tensor<Result<Reduce<S, A, K, 'any'>>> {
  return apply(anyOp, [x], reduceArguments('any', x, axes as Axes, options)) as never
}

const anyOp = /* @__PURE__ */ defineReduction({ name: 'any', formula: 'whether any of a', operation: 'maximum', dtypes: ['bool'] })
