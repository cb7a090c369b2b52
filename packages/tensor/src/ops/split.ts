import { checkInteger, describe, GradusError, normalizeAxis, type Shape, shapeText } from '@gradus/kernel'
import { checkTensor } from '../check-tensor.ts'
import type { Tensor } from '../tensor.ts'
import type { AnySizes } from '../types/axes.ts'
import { sliceAxis } from './slice.ts'

/**
 * The tensor in consecutive parts along an axis (0 unless stated): so many equal ones, or parts of the listed sizes. No copy is made.
 *
 * Gradient: the upstream gradient at the places of the part, 0 elsewhere.
 * Throws: GradusError 'shape' when the parts do not come out even, or the sizes do not add up to the axis.
 *
 * @example
 * split(tensor([1, 2, 3, 4]), 2).map((part) => part.toArray()) // [[1, 2], [3, 4]]
 * split(tensor([1, 2, 3, 4]), [1, 3])[1].toArray() // [2, 3, 4]
 */
export function split<S extends Shape>(x: Tensor<S>, parts: number | readonly number[], axis = 0): Tensor<AnySizes<S>>[] {
  checkTensor('split', 'x', x)
  const along = normalizeAxis('split', axis, x.rank)
  let start = 0
  return sizesOf(x.shape, parts, along).map((size) => {
    const part = sliceAxis(x, along, [start, start + size])
    start += size
    return part as never
  })
}

function sizesOf(shape: Shape, parts: number | readonly number[], axis: number): readonly number[] {
  const length = shape[axis]!
  const place = `axis ${axis} of shape ${shapeText(shape)}`
  if (typeof parts === 'number') {
    checkInteger('split', 'parts', parts, { min: 1 })
    if (length % parts !== 0) throw new GradusError('shape', `split: ${place} does not divide into ${parts} equal parts; list their sizes`)
    return new Array<number>(parts).fill(length / parts)
  }
  if (!Array.isArray(parts)) throw new GradusError('type', `split: parts must be a count or an array of sizes, got ${describe(parts)}`)
  parts.forEach((size, i) => {
    checkInteger('split', `size ${i}`, size, { min: 0 })
  })
  const total = parts.reduce((sum, size) => sum + size, 0)
  if (total !== length) throw new GradusError('shape', `split: the sizes ${shapeText(parts)} add up to ${total}, ${place} has ${length}`)
  return parts
}
