import { GradusError, normalizeAxis, type Shape, sameShape, shapeText } from '@gradus/kernel'
import { checkIndices, checkTensor } from '../check-tensor.ts'
import { numeric } from '../dtypes.ts'
import { apply } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import { checkIndexShape, gatherOps } from './gather.ts'

/**
 * The base with each value added at its index along the axis (the last unless stated): what {@link gather} would read, written.
 * Values that meet at one element are added in row-major order.
 *
 * Shape: base [a, b], indices [a, k], values [a, k] → [a, b]
 * Gradient: the upstream gradient for the base, what {@link gather} reads from it for the values.
 * Throws: GradusError 'range' for an index outside the axis, 'type' unless the indices are int32 and the dtypes agree, 'shape' when they do not fit.
 *
 * @example
 * scatterAdd(zeros([3]), tensor([2, 0, 2], { dtype: 'int32' }), tensor([1, 2, 3])).toArray() // [2, 0, 4]
 */
export function scatterAdd<S extends Shape>(base: Tensor<S>, indices: Tensor, values: Tensor, axis = -1): Tensor<S> {
  checkTensor('scatterAdd', 'base', base)
  checkIndices('scatterAdd', 'indices', indices)
  checkTensor('scatterAdd', 'values', values)
  const { dtype } = base
  if (!numeric.includes(dtype)) throw new GradusError('type', `scatterAdd: base is ${dtype}, expected ${numeric.join(' or ')}; use cast`)
  if (values.dtype !== dtype) {
    throw new GradusError(
      'type',
      `scatterAdd: values are ${values.dtype}, expected ${dtype} as base; nothing is converted by itself, use cast`,
    )
  }
  const along = normalizeAxis('scatterAdd', axis, base.rank)
  checkIndexShape('scatterAdd', base.shape, indices.shape, along)
  if (!sameShape(values.shape, indices.shape)) {
    throw new GradusError(
      'shape',
      `scatterAdd: values ${shapeText(values.shape)} must have the shape of the indices, ${shapeText(indices.shape)}`,
    )
  }
  return apply(gatherOps.add, [base, indices, values], along) as never
}
