import { GradusError, normalizeAxis, type Shape, shapeText } from '@gradus/kernel'
import { checkIndices, checkTensor } from '../check-tensor.ts'
import { apply } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import { defineIndexing } from './define-indexing.ts'

/**
 * One element for each index: the one that lies at that index along the axis (the last unless stated) and, along all other axes, where
 * the index itself lies. What PyTorch calls `gather` and NumPy `take_along_axis`; {@link take} selects whole slices.
 *
 * Shape: x [a, b], indices [a, k] → [a, k]. Along the other axes the indices may be fewer than the elements.
 * Gradient: {@link scatterAdd} of the upstream gradient.
 * Throws: GradusError 'range' for an index outside the axis, 'type' unless the indices are int32, 'shape' when they do not fit.
 *
 * @example
 * gather(tensor([[1, 2], [3, 4]]), tensor([[1], [0]], { dtype: 'int32' })).toArray() // [[2], [3]]
 */
export function gather<I extends Shape>(x: Tensor, indices: Tensor<I>, axis = -1): Tensor<I> {
  checkTensor('gather', 'x', x)
  checkIndices('gather', 'indices', indices)
  const along = normalizeAxis('gather', axis, x.rank)
  checkIndexShape('gather', x.shape, indices.shape, along)
  return apply(gatherOps.read, [x, indices], along) as never
}

/** Throws 'shape' unless each index lies beside an element, along all axes but the one that is indexed. */
export function checkIndexShape(operation: string, shape: Shape, indices: Shape, along: number): void {
  if (indices.length !== shape.length) {
    throw new GradusError('shape', `${operation}: indices ${shapeText(indices)} must have the rank of ${shapeText(shape)}`)
  }
  const beyond = indices.findIndex((size, axis) => axis !== along && size > shape[axis]!)
  if (beyond >= 0) {
    throw new GradusError(
      'shape',
      `${operation}: indices ${shapeText(indices)} reach beyond ${shapeText(shape)}: axis ${beyond} is ${indices[beyond]} and ${shape[beyond]}`,
    )
  }
}

/** @internal The operation, and the one that undoes it. */
export const gatherOps = /* @__PURE__ */ defineIndexing({ read: 'gather', add: 'scatterAdd' }, (_, indices, axis) => {
  const axes = [...indices.keys()]
  return { shape: indices, sourceAxes: axes.map((own) => (own === axis ? undefined : own)), indexAxes: axes }
})
