import type { Shape } from '@gradus/kernel'
import { checkTensor } from '../check-tensor.ts'
import type { Tensor } from '../tensor.ts'

/**
 * The same elements without history: gradients stop here. No copy is made.
 *
 * Gradient: none, which is what it is for.
 *
 * @example
 * detach(tensor([1, 2], { requiresGradient: true })).requiresGradient // false
 */
export function detach<S extends Shape>(x: Tensor<S>): Tensor<S> {
  checkTensor('detach', 'x', x)
  return x.detach()
}
