import { GradusError, type Shape, shapeText } from '@gradus/kernel'
import { checkTensor } from '../check-tensor.ts'
import { numeric } from '../dtypes.ts'
import type { Tensor } from '../tensor.ts'
import type { Check } from '../types/index.ts'
import { multiply } from './multiply.ts'
import { sum } from './sum.ts'

/** The scalar's shape, or a sentence where the lengths are known to differ. */
type Dot<A extends Shape, B extends Shape> = A extends readonly [infer N extends number]
  ? B extends readonly [infer M extends number]
    ? [N & M] extends [never]
      ? `dot: the vectors have ${N} and ${M} elements`
      : readonly []
    : readonly []
  : readonly []

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
export function dot<A extends Shape, B extends Shape>(a: Tensor<A>, b: Check<Tensor<B>, Dot<A, B>>): Tensor<readonly []> {
  checkVectors('dot', a, b)
  if (a.size !== b.size) throw new GradusError('shape', `dot: the vectors have ${a.size} and ${b.size} elements`)
  return sum(multiply(a, b)) as never
}

/** Throws unless both are tensors with one axis and of one dtype that can be multiplied. */
export function checkVectors(operation: string, a: unknown, b: unknown): asserts b is Tensor {
  checkVector(operation, 'a', a)
  checkVector(operation, 'b', b)
  if (a.dtype !== b.dtype) {
    throw new GradusError('type', `${operation}: operands are ${a.dtype} and ${b.dtype}; nothing is converted by itself, use cast`)
  }
}

function checkVector(operation: string, argument: string, value: unknown): asserts value is Tensor {
  checkTensor(operation, argument, value)
  const { shape, dtype }: Tensor = value
  if (shape.length !== 1) {
    const hint = shape.length === 2 ? '; use matmul for matrices' : ''
    throw new GradusError('shape', `${operation}: ${argument} must be a vector, got shape ${shapeText(shape)}${hint}`)
  }
  if (!numeric.includes(dtype)) {
    throw new GradusError('type', `${operation}: ${argument} is ${dtype}, expected ${numeric.join(' or ')}; use cast`)
  }
}
