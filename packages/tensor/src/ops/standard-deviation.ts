import type { Shape } from '@gradus/kernel'
import type { Tensor } from '../tensor.ts'
import type { Check, Reduce, Result } from '../types/index.ts'
import { flatRoot } from './flat-root.ts'
import type { Axes } from './reduce.ts'
import { type VarianceOptions, varianceAs } from './variance.ts'

/**
 * The root of the {@link variance}, over axes; over all of them unless stated.
 *
 * Shape: as {@link sum}.
 * Gradient: (x − mean) / ((count − correction) · deviation); 0 where all elements are equal.
 * Throws: as {@link variance}.
 *
 * @example
 * standardDeviation(tensor([1, 3]), 0, { correction: 1 }).item() // 1.4142135381698608
 */
export function standardDeviation<S extends Shape, const A extends Axes = undefined, const K extends boolean = false>(
  x: Tensor<S>,
  axes?: Check<A, Reduce<S, A, K, 'standardDeviation'>>,
  options: VarianceOptions<K> = {},
): Tensor<Result<Reduce<S, A, K, 'standardDeviation'>>> {
  return flatRoot(varianceAs('standardDeviation', x, axes as Axes, options)) as never
}
