import { describe, GradusError, type Shape } from '@gradus/kernel'
import { checkFloat } from '../check-tensor.ts'
import type { Tensor } from '../tensor.ts'
import type { Check, Reduce, Result } from '../types/index.ts'
import { abs } from './abs.ts'
import { flatRoot } from './flat-root.ts'
import { max } from './max.ts'
import { multiply } from './multiply.ts'
import { type Axes, checkNotEmpty, type ReduceOptions, reduceArguments } from './reduce.ts'
import { sum } from './sum.ts'

/** Options of {@link norm}. */
export interface NormOptions<K extends boolean = boolean> extends ReduceOptions<K> {
  /** 2 (unless stated) for the Euclidean length √Σa², 1 for Σ|a|, Infinity for max |a|. */
  readonly order?: 1 | 2 | typeof Infinity
}

/**
 * The length of the vector along an axis, or of all elements as one vector along several axes (all of them unless stated).
 *
 * Shape: as {@link sum}.
 * Gradient: x / length for order 2, the sign for 1, shared among the elements that tie for Infinity; 0 at the zero vector.
 * Throws: GradusError 'range' for another order, or order Infinity of nothing; 'type' for int32 and bool.
 *
 * @example
 * norm(tensor([3, 4])).item() // 5
 */
export function norm<S extends Shape, const A extends Axes = undefined, const K extends boolean = false>(
  x: Tensor<S>,
  axes?: Check<A, Reduce<S, A, K, 'norm'>>,
  options: NormOptions<K> = {},
): Tensor<Result<Reduce<S, A, K, 'norm'>>> {
  const { axes: over, keepDims } = reduceArguments('norm', x, axes as Axes, options, ['order'])
  checkFloat('norm', 'x', x)
  const { order = 2 } = options
  switch (order) {
    case 1:
      return sum(abs(x), over, { keepDims }) as never
    case 2:
      return flatRoot(sum(multiply(x, x), over, { keepDims })) as never
    case Infinity:
      checkNotEmpty('norm', x, over)
      return max(abs(x), over, { keepDims }) as never
    default:
      throw new GradusError(typeof order === 'number' ? 'range' : 'type', `norm: order must be 1, 2 or Infinity, got ${describe(order)}`)
  }
}
