import { GradusError, type Shape, shapeText } from '@gradus/kernel'
import { checkTensor } from '../creation/create.ts'
import type { Tensor } from '../tensor.ts'
import { multiply } from './multiply.ts'
import { sum } from './sum.ts'

/**
 * The scalar product of two vectors, Σ a b.
 *
 * Shape: [n] · [n] → []
 * Gradient: g b and g a.
 * Throws: GradusError 'shape' unless both are vectors of one length (nothing is broadcast), 'type' for mixed dtypes.
 *
 * @example
 * dot(tensor([1, 2]), tensor([3, 4])).item() // 11
 */
export function dot(a: Tensor, b: Tensor): Tensor<readonly []> {
  checkVector('dot', 'a', a)
  checkVector('dot', 'b', b)
  if (a.size !== b.size) throw new GradusError('shape', `dot: the vectors have ${a.size} and ${b.size} elements`)
  return sum(multiply(a, b)) as never
}

/** Throws 'shape' unless `value` is a tensor with one axis. */
export function checkVector(operation: string, argument: string, value: unknown): asserts value is Tensor {
  checkTensor(operation, argument, value)
  const { shape }: { shape: Shape } = value
  if (shape.length !== 1) {
    const hint = shape.length === 2 ? '; use matmul for matrices' : ''
    throw new GradusError('shape', `${operation}: ${argument} must be a vector, got shape ${shapeText(shape)}${hint}`)
  }
}
