import { checkInteger, checkOptions, checkShape, describe, fits, GradusError, type Shape, shapeText } from '@gradus/kernel'
import { checkTensor } from '../check-tensor.ts'
import type { Tensor } from '../tensor.ts'
import type { AnySizes } from '../types/axes.ts'
import { place } from './place.ts'

/** Options of {@link pad}. */
export interface PadOptions {
  /** The number that the new elements have; 0 unless stated. */
  readonly value?: number
}

/**
 * The tensor with new elements around it: for each axis how many before and how many after.
 *
 * Shape: [2, 3] with [[1, 0], [2, 2]] → [3, 7]
 * Gradient: the part of the upstream gradient where the tensor lies.
 * Throws: GradusError 'shape' unless there is one pair per axis, 'range' for a negative width.
 *
 * @example
 * pad(tensor([1, 2]), [[1, 2]], { value: 9 }).toArray() // [9, 1, 2, 9, 9]
 */
export function pad<S extends Shape>(
  x: Tensor<S>,
  widths: readonly (readonly [before: number, after: number])[],
  options: PadOptions = {},
): Tensor<AnySizes<S>> {
  checkTensor('pad', 'x', x)
  checkOptions('pad', options, ['value'])
  const { value = 0 } = options
  if (typeof value !== 'number') throw new GradusError('type', `pad: value must be a number, got ${describe(value)}`)
  if (!fits(value, x.dtype)) throw new GradusError('range', `pad: value ${value} does not fit ${x.dtype}`)
  checkWidths(widths, x.shape)
  const shape = x.shape.map((size, axis) => size + widths[axis]![0] + widths[axis]![1])
  checkShape('pad', shape)
  const spans = x.shape.map((size, axis) => ({ start: widths[axis]![0], step: 1, size }))
  return place(x, { spans, shape, value }) as never
}

function checkWidths(widths: unknown, shape: Shape): void {
  if (!Array.isArray(widths)) throw new GradusError('type', `pad: widths must be an array of [before, after], got ${describe(widths)}`)
  if (widths.length !== shape.length) {
    throw new GradusError('shape', `pad: ${widths.length} pairs of widths for the ${shape.length} axes of shape ${shapeText(shape)}`)
  }
  widths.forEach((pair: unknown, axis) => {
    if (!Array.isArray(pair) || pair.length !== 2) {
      throw new GradusError('type', `pad: widths of axis ${axis} must be [before, after], got ${describe(pair)}`)
    }
    checkInteger('pad', `width before axis ${axis}`, pair[0], { min: 0 })
    checkInteger('pad', `width after axis ${axis}`, pair[1], { min: 0 })
  })
}
