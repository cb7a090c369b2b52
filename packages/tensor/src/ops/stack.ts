import { GradusError, normalizeAxis, sameShape, shapeText } from '@gradus/kernel'
import type { Tensor } from '../tensor.ts'
import type { Check, Result, ShapesOf, Stack } from '../types/index.ts'
import { checkTensors, concat } from './concat.ts'
import { unsqueeze } from './unsqueeze.ts'

/**
 * Tensors of one shape side by side along a new axis, which becomes axis `axis` of the result, 0 unless stated.
 *
 * Shape: three of [2, 4] → [3, 2, 4], with axis −1 [2, 4, 3].
 * Gradient: each tensor gets its part of the upstream gradient.
 * Throws: GradusError 'shape' for no tensors or different shapes, 'type' for mixed dtypes.
 *
 * @example
 * stack([tensor([1, 2]), tensor([3, 4])]).toArray() // [[1, 2], [3, 4]]
 */
export function stack<const T extends readonly Tensor[], const A extends number = 0>(
  tensors: Check<T, Stack<ShapesOf<T>, A>>,
  axis?: A,
): Tensor<Result<Stack<ShapesOf<T>, A>>> {
  checkTensors('stack', tensors)
  const { shape, rank } = tensors[0]!
  const along = normalizeAxis('stack', axis === undefined ? 0 : axis, rank + 1)
  const other = tensors.findIndex((tensor) => !sameShape(tensor.shape, shape))
  if (other >= 0) {
    throw new GradusError(
      'shape',
      `stack: item ${other} has shape ${shapeText(tensors[other]!.shape)}, expected ${shapeText(shape)} as item 0`,
    )
  }
  return concat<readonly Tensor[], number>(
    tensors.map((tensor) => unsqueeze(tensor, along)),
    along,
  ) as never
}
