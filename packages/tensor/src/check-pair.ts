import { elementCount, GradusError, type Shape, sameShape, shapeText } from '@gradus/kernel'
import { checkFloat, checkIndices, checkTensor } from './check-tensor.ts'
import type { Tensor } from './tensor.ts'

/**
 * Throws unless two tensors have the same shape and the same float dtype: for what must never broadcast, such as predictions and targets.
 *
 * Throws: GradusError 'shape' with both shapes and, where one helps, the reshape; 'type' for mixed dtypes.
 */
export function checkSame(operation: string, first: string, a: unknown, second: string, b: unknown): asserts b is Tensor {
  checkFloat(operation, first, a)
  checkTensor(operation, second, b)
  if (!sameShape(a.shape, b.shape)) {
    throw new GradusError(
      'shape',
      `${operation}: ${first} ${shapeText(a.shape)} and ${second} ${shapeText(b.shape)} must have the same shape${remedy(second, a, b)}`,
    )
  }
  if (a.dtype !== b.dtype) {
    throw new GradusError('type', `${operation}: ${first} is ${a.dtype}, ${second} ${b.dtype}; use cast(${second}, '${a.dtype}')`)
  }
}

/**
 * Throws unless `indices` has one int32 for each row of `rows`: each vector along the last axis, of which there must be one, not empty.
 *
 * Throws: GradusError 'shape' or 'type'. Whether the indices lie within the rows is for {@link requireRange}.
 */
export function checkRowIndices(
  operation: string,
  first: string,
  rows: unknown,
  second: string,
  indices: unknown,
): asserts indices is Tensor {
  checkRows(operation, first, rows)
  checkTensor(operation, second, indices)
  const expected = rows.shape.slice(0, -1)
  if (!sameShape(indices.shape, expected)) {
    const hint = sameShape(indices.shape, rows.shape)
      ? `; of one-hot rows take argMax(${second}, -1)`
      : indices.size === elementCount(expected)
        ? `; use ${second}.reshape(${shapeText(expected)})`
        : ''
    throw new GradusError(
      'shape',
      `${operation}: ${second} has shape ${shapeText(indices.shape)}, expected ${shapeText(expected)}, one index for each row of ${first} ${shapeText(rows.shape)}${hint}`,
    )
  }
  checkIndices(operation, second, indices)
}

/** Throws unless `rows` is [batch, …, classes] of floats with at least one class. */
export function checkRows(operation: string, argument: string, rows: unknown): asserts rows is Tensor {
  checkFloat(operation, argument, rows)
  if (rows.rank < 2 || rows.shape.at(-1) === 0) {
    throw new GradusError(
      'shape',
      `${operation}: ${argument} has shape ${shapeText(rows.shape)}, expected [batch, …, classes] with at least one class`,
    )
  }
}

function remedy(second: string, a: Tensor, b: Tensor): string {
  if (b.dtype === 'int32' && a.rank > 1 && sameShape(b.shape, a.shape.slice(0, -1)))
    return `; of indices make rows by oneHot(${second}, ${a.shape.at(-1)})`
  if (a.size !== b.size) return ''
  const pairs = broadcastCount(a.shape, b.shape)
  const trap = pairs !== undefined && pairs > a.size ? `broadcasting would compare ${pairs} pairs, ` : ''
  return `; ${trap}use ${second}.reshape(${shapeText(a.shape)})`
}

/** How many elements a broadcast of the two would have; undefined where they do not broadcast. */
function broadcastCount(a: Shape, b: Shape): number | undefined {
  let count = 1
  for (let back = 1; back <= Math.max(a.length, b.length); back++) {
    const sizes = [a.at(-back) ?? 1, b.at(-back) ?? 1] as const
    if (sizes[0] !== sizes[1] && !sizes.includes(1)) return undefined
    count *= sizes[0] === 1 ? sizes[1] : sizes[0]
  }
  return count
}
