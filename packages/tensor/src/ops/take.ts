import { bytesPerElement, checkShape, normalizeAxis, type Shape } from '@gradus/kernel'
import { checkIndices, checkTensor } from '../check-tensor.ts'
import { apply } from '../op.ts'
import type { Tensor } from '../tensor.ts'
import { defineIndexing, type IndexSpace } from './define-indexing.ts'

/** The shape of whole slices along the first axis, one for each index; any shape for another axis. */
type Taken<S extends Shape, I extends Shape, A extends number> = A extends 0
  ? S extends readonly [number, ...infer Rest extends Shape]
    ? readonly [...I, ...Rest]
    : Shape
  : Shape

/**
 * The slice at each index along an axis, 0 unless stated: rows of a table, words of an embedding. What NumPy calls `take`.
 *
 * Shape: x [a, b], indices [k, l] → [k, l, b]; along axis 1 → [a, k, l]
 * Gradient: each slice of the upstream gradient, added where it came from in row-major order.
 * Throws: GradusError 'range' for an index outside the axis, 'type' unless the indices are int32.
 *
 * @example
 * take(tensor([[1, 2], [3, 4]]), tensor([1, 1], { dtype: 'int32' })).toArray() // [[3, 4], [3, 4]]
 */
export function take<S extends Shape, I extends Shape, const A extends number = 0>(
  x: Tensor<S>,
  indices: Tensor<I>,
  axis?: A,
): Tensor<Taken<S, I, A>> {
  checkTensor('take', 'x', x)
  checkIndices('take', 'indices', indices)
  const along = normalizeAxis('take', axis === undefined ? 0 : axis, x.rank)
  checkShape('take', spaceOf(x.shape, indices.shape, along).shape, bytesPerElement[x.dtype])
  return apply(takeOps.read, [x, indices], along) as never
}

/** The slices' axes make room for those of the indices. */
function spaceOf(source: Shape, indices: Shape, axis: number): IndexSpace {
  const before = [...source.keys()].slice(0, axis)
  const after = [...source.keys()].slice(axis + 1)
  const none = (axes: readonly number[]): undefined[] => axes.map(() => undefined)
  return {
    shape: [...source.slice(0, axis), ...indices, ...source.slice(axis + 1)],
    sourceAxes: [...before, ...none(indices), ...after],
    indexAxes: [...none(before), ...indices.keys(), ...none(after)],
  }
}

const takeOps = /* @__PURE__ */ defineIndexing({ read: 'take', add: 'take gradient' }, spaceOf)
