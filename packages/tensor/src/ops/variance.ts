import { checkNumber, GradusError, type Shape } from '@gradus/kernel'
import { checkFloat } from '../check-tensor.ts'
import type { Tensor } from '../tensor.ts'
import type { Check, Reduce, Result } from '../types/index.ts'
import { divide } from './divide.ts'
import { mean } from './mean.ts'
import { multiply } from './multiply.ts'
import { type Axes, type ReduceOptions, reduceArguments } from './reduce.ts'
import { subtract } from './subtract.ts'
import { sum } from './sum.ts'

/** Options of {@link variance} and {@link standardDeviation}. */
export interface VarianceOptions<K extends boolean = boolean> extends ReduceOptions<K> {
  /**
   * What is taken off the count before the division: 0 for the variance of these very numbers, as NumPy and Keras do unless told
   * otherwise; 1 for the unbiased estimate from a sample, which PyTorch gives unless told otherwise.
   */
  readonly correction?: number
}

/**
 * The mean squared distance from the mean, over axes; over all of them unless stated. In two passes, so that a large mean does not
 * swallow small distances. The variance of nothing is NaN.
 *
 * Shape: as {@link sum}.
 * Gradient: 2 (x − mean) / (count − correction).
 * Throws: GradusError 'range' when the correction leaves nothing of the count, 'type' for int32 and bool.
 *
 * @example
 * variance(tensor([1, 2, 3, 4])).item() // 1.25
 */
export function variance<S extends Shape, const A extends Axes = undefined, const K extends boolean = false>(
  x: Tensor<S>,
  axes?: Check<A, Reduce<S, A, K, 'variance'>>,
  options: VarianceOptions<K> = {},
): Tensor<Result<Reduce<S, A, K, 'variance'>>> {
  return varianceAs('variance', x, axes as Axes, options) as never
}

/** The work of `variance`, under another name in messages. */
export function varianceAs(operation: string, x: Tensor, axes: Axes, options: VarianceOptions): Tensor {
  const { axes: over, keepDims } = reduceArguments(operation, x, axes, options, ['correction'])
  checkFloat(operation, 'x', x)
  const { correction = 0 } = options
  checkNumber(operation, 'correction', correction, { min: 0 })
  const count = over.reduce((product, axis) => product * x.shape[axis]!, 1)
  if (count > 0 && correction >= count) {
    throw new GradusError('range', `${operation}: a correction of ${correction} needs more than ${correction} elements, got ${count}`)
  }
  const distance = subtract(x, mean(x, over, { keepDims: true }))
  return divide(sum(multiply(distance, distance), over, { keepDims }), count - correction)
}
