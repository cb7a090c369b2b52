import { GradusError, type Shape } from '@gradus/kernel'
import type { Tensor } from '../tensor.ts'
import type { Check, Reduce, Result } from '../types/index.ts'
import { divide } from './divide.ts'
import { type Axes, type ReduceOptions, reduceArguments } from './reduce.ts'
import { sum } from './sum.ts'

/**
 * The mean over axes; over all of them unless stated. The mean of nothing is NaN.
 *
 * Shape: as {@link sum}.
 * Gradient: the upstream gradient divided by the count, repeated.
 * Throws: GradusError 'type' for int32 and bool, whose mean would be no integer.
 *
 * @example
 * mean(tensor([[1, 2], [3, 4]]), 1).toArray() // [1.5, 3.5]
 */
export function mean<S extends Shape, const A extends Axes = undefined, const K extends boolean = false>(
  x: Tensor<S>,
  axes?: Check<A, Reduce<S, A, K, 'mean'>>,
  options: ReduceOptions<K> = {},
): Tensor<Result<Reduce<S, A, K, 'mean'>>> {
  const { axes: over } = reduceArguments('mean', x, axes as Axes, options)
  if (x.dtype === 'int32' || x.dtype === 'bool')
    throw new GradusError('type', `mean: the tensor is ${x.dtype}, expected float32 or float64; use cast`)
  const count = over.reduce((product, axis) => product * x.shape[axis]!, 1)
  return divide(sum<Shape, Axes, boolean>(x, axes as Axes, options), count) as never
}
