import { GradusError, type Shape, sameShape, shapeText } from '@gradus/kernel'
import { checkFloat, checkTensor } from './check-tensor.ts'
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
