import { bytesPerElement, checkShape, createArray, describe, elementCount, fits, GradusError, type Shape } from '@gradus/kernel'
import type { Tensor } from '../tensor.ts'
import { type CreationOptions, checkCreation, create } from './create.ts'

/**
 * A tensor filled with one number.
 *
 * Throws: GradusError 'shape' for a dimension that is no integer >= 0, 'range' when the value does not fit the dtype.
 *
 * @example
 * full([2], 7).toArray() // [7, 7]
 */
export function full<const S extends Shape>(shape: S, value: number, options: CreationOptions = {}): Tensor<S> {
  return filled('full', shape, value, options) as Tensor<S>
}

/** The work of `full`, `zeros` and `ones`, under their own names in messages. */
export function filled(operation: string, shape: Shape, value: number, options: CreationOptions): Tensor {
  const dtype = checkCreation(operation, options)
  checkShape(operation, shape, bytesPerElement[dtype])
  if (typeof value !== 'number') throw new GradusError('type', `${operation}: value must be a number, got ${describe(value)}`)
  if (!fits(value, dtype)) throw new GradusError('range', `${operation}: ${value} does not fit ${dtype}`)
  const data = createArray(dtype, elementCount(shape))
  if (value !== 0 || Object.is(value, -0)) data.fill(value)
  return create(data, shape, dtype, options.requiresGradient)
}
