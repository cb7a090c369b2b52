import { checkInteger, checkShape, describe, GradusError, type Shape, shapeText } from '@gradus/kernel'
import { checkTensor } from '../check-tensor.ts'
import type { Tensor } from '../tensor.ts'
import type { AnySizes } from '../types/axes.ts'
import { broadcastTo } from './broadcast-to.ts'
import { reshape } from './reshape.ts'

/**
 * Copies of the tensor side by side: along each axis so many.
 *
 * Shape: [2, 3] with [2, 1] → [4, 3]
 * Gradient: summed over the copies.
 * Throws: GradusError 'shape' unless there is one count per axis, 'range' for a negative one.
 *
 * @example
 * tile(tensor([[1, 2]]), [2, 2]).toArray() // [[1, 2, 1, 2], [1, 2, 1, 2]]
 */
export function tile<S extends Shape>(x: Tensor<S>, repeats: readonly number[]): Tensor<AnySizes<S>> {
  checkTensor('tile', 'x', x)
  if (!Array.isArray(repeats)) throw new GradusError('type', `tile: repeats must be an array of counts, got ${describe(repeats)}`)
  if (repeats.length !== x.rank) {
    throw new GradusError('shape', `tile: ${repeats.length} counts for the ${x.rank} axes of shape ${shapeText(x.shape)}`)
  }
  repeats.forEach((count, axis) => {
    checkInteger('tile', `count of axis ${axis}`, count, { min: 0 })
  })
  const tiled = x.shape.map((size, axis) => size * repeats[axis]!)
  checkShape('tile', tiled)
  // Before each axis that repeats comes one of 1 that the broadcast repeats.
  const apart = x.shape.flatMap((size, axis) => (repeats[axis] === 1 ? [size] : [1, size]))
  const repeated = x.shape.flatMap((size, axis) => (repeats[axis] === 1 ? [size] : [repeats[axis]!, size]))
  return reshape(broadcastTo(reshape(x, apart), repeated), tiled) as never
}
