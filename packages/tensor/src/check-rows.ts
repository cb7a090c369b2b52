import { elementCount, GradusError, sameShape, shapeText } from '@gradus/kernel'
import { checkFloat, checkIndices, checkTensor } from './check-tensor.ts'
import type { Tensor } from './tensor.ts'

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
