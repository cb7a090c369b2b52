import type { Shape } from '@gradus/kernel'
import type { Tensor } from '../tensor.ts'
import { checkVectors } from './dot.ts'
import { multiply } from './multiply.ts'
import { unsqueeze } from './unsqueeze.ts'

/** The shape of every element of one vector with every element of another. */
type Outer<A extends Shape, B extends Shape> = A extends readonly [infer N extends number]
  ? B extends readonly [infer M extends number]
    ? readonly [N, M]
    : Shape
  : Shape

/**
 * The products of every element of one vector with every element of another.
 *
 * Shape: [n], [m] → [n, m]
 * Gradient: g b and aᵀ g.
 * Throws: GradusError 'shape' unless both are vectors, 'type' for mixed dtypes.
 *
 * @example
 * outer(tensor([1, 2]), tensor([3, 4])).toArray() // [[3, 4], [6, 8]]
 */
export function outer<A extends Shape, B extends Shape>(a: Tensor<A>, b: Tensor<B>): Tensor<Outer<A, B>> {
  checkVectors('outer', a, b)
  return multiply(unsqueeze<Shape, number>(a, 1), b) as never
}
