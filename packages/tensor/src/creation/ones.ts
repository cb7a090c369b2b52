import type { Shape } from '@gradus/kernel'
import type { Tensor } from '../tensor.ts'
import type { CreationOptions } from './create.ts'
import { filled } from './full.ts'

/**
 * A tensor of ones.
 *
 * Throws: GradusError 'shape' for a dimension that is no integer >= 0.
 *
 * @example
 * ones([2]).toArray() // [1, 1]
 */
export function ones<const S extends Shape>(shape: S, options: CreationOptions = {}): Tensor<S> {
  return filled('ones', shape, 1, options) as Tensor<S>
}
