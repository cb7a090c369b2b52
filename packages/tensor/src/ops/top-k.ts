import { checkBoolean, checkInteger, checkOptions, normalizeAxis, type Shape } from '@gradus/kernel'
import { checkTensor } from '../check-tensor.ts'
import type { Tensor } from '../tensor.ts'
import type { AnySizes } from '../types/axes.ts'
import { gather } from './gather.ts'
import { sliceAxis } from './slice.ts'
import { positionsInOrder, type Sorted } from './sort.ts'

/** Options of {@link topK}. */
export interface TopKOptions {
  /** True (unless stated) for the k largest, false for the k smallest. */
  readonly largest?: boolean
}

/**
 * The k largest elements along an axis (the last unless stated), the largest first. Of equal ones the first come first; NaN counts as least.
 *
 * Shape: [a, b] → values and indices [a, k]
 * Gradient: the upstream gradient of each value goes to where it came from.
 * Throws: GradusError 'range' when the axis has fewer than k elements.
 *
 * @example
 * topK(tensor([3, 1, 4, 1, 5]), 2).indices.toArray() // [4, 2]
 */
export function topK<S extends Shape>(x: Tensor<S>, k: number, axis = -1, options: TopKOptions = {}): Sorted<AnySizes<S>> {
  checkTensor('topK', 'x', x)
  const along = normalizeAxis('topK', axis, x.rank)
  checkInteger('topK', 'k', k, { min: 0, max: x.shape[along]! })
  checkOptions('topK', options, ['largest'])
  const { largest = true } = options
  checkBoolean('topK', 'largest', largest)
  const indices = sliceAxis(positionsInOrder(x, along, largest), along, [0, k])
  return { values: gather(x, indices, along), indices } as { values: Tensor; indices: Tensor } as never
}
