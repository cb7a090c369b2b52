import { GradusError, normalizeAxis, type Shape, shapeText } from '@gradus/kernel'
import { checkFloat } from '../check-tensor.ts'
import type { Tensor } from '../tensor.ts'
import type { Check, Halved, Result } from '../types/index.ts'
import { multiply } from './multiply.ts'
import { sigmoid } from './sigmoid.ts'
import { sliceAxis } from './slice.ts'

/**
 * a · sigmoid(b), where a and b are the halves of x along an axis, the last unless stated: a linear part and a gate for it.
 *
 * Shape: [a, 2b] → [a, b]
 * Gradient: g · sigmoid(b) for a, g · a · sigmoid(b) · (1 − sigmoid(b)) for b.
 * Throws: GradusError 'shape' where the axis is odd, 'type' for int32 and bool.
 * Source: Dauphin et al. 2017, Language modeling with gated convolutional networks.
 *
 * @example
 * glu(tensor([3, 0])).toArray() // [1.5]
 */
export function glu<S extends Shape, const A extends number = -1>(
  x: Check<Tensor<S>, Halved<S, A, 'glu'>>,
  axis?: A,
): Tensor<Result<Halved<S, A, 'glu'>>>
export function glu(x: Tensor, axis = -1): Tensor {
  checkFloat('glu', 'x', x)
  const along = normalizeAxis('glu', axis, x.rank)
  const size = x.shape[along]!
  if (size % 2 !== 0) throw new GradusError('shape', `glu: axis ${along} of shape ${shapeText(x.shape)} does not divide into two halves`)
  return multiply(sliceAxis(x, along, [0, size / 2]), sigmoid(sliceAxis(x, along, [size / 2, size])))
}
