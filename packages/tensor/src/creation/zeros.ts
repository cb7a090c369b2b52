import type { Shape } from '@gradus/kernel'
import type { Tensor } from '../tensor.ts'
import type { CreationOptions } from './create.ts'
import { filled } from './full.ts'

/**
 * A tensor of zeros.
 *
 * Throws: GradusError 'shape' for a dimension that is no integer >= 0.
 *
 * @example
 * zeros([2]).toArray() // [0, 0]
 */
export function zeros<const S extends Shape>(shape: S, options: CreationOptions = {}): Tensor<S> {
  return filled('zeros', shape, 0, options) as Tensor<S>
}
