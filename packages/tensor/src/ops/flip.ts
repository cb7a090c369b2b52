import { normalizeAxes, type Shape } from '@gradus/kernel'
import { checkTensor } from '../check-tensor.ts'
import type { Tensor } from '../tensor.ts'
import type { Axes } from './reduce.ts'
import { slice } from './slice.ts'

/**
 * The elements in reverse order along one axis or several; along all of them unless stated. No copy is made.
 *
 * Gradient: flipped back.
 *
 * @example
 * flip(tensor([[1, 2], [3, 4]]), 1).toArray() // [[2, 1], [4, 3]]
 */
export function flip<S extends Shape>(x: Tensor<S>, axes?: Axes): Tensor<S> {
  checkTensor('flip', 'x', x)
  const reversed = normalizeAxes('flip', axes, x.rank)
  return slice(
    x,
    x.shape.map((_, axis) => (reversed.includes(axis) ? { step: -1 } : undefined)),
  ) as never
}
