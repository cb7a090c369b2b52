import type { Shape } from '@gradus/kernel'
import { reshape } from './ops/reshape.ts'
import { sum } from './ops/sum.ts'
import type { Tensor } from './tensor.ts'

/** Undoes a broadcast: sums a gradient over the axes that were repeated to get from `shape` to its own. */
export function sumTo(gradient: Tensor, shape: Shape): Tensor {
  if (gradient.shape === shape) return gradient
  const missing = gradient.rank - shape.length
  const repeated: number[] = []
  gradient.shape.forEach((size, axis) => {
    if (axis < missing || (shape[axis - missing] === 1 && size !== 1)) repeated.push(axis)
  })
  if (repeated.length === 0) return gradient
  const summed = sum(gradient, repeated, { keepDims: true }) as Tensor
  return missing === 0 ? summed : (reshape(summed, shape) as Tensor)
}
