import { describe, GradusError } from '@gradus/kernel'
import type { Shuffler } from './dataset.ts'

/** Throws 'type' unless `value` can draw a permutation. */
export function checkShuffler(operation: string, value: unknown): asserts value is Shuffler {
  if (typeof value === 'object' && value !== null && 'permutation' in value && typeof value.permutation === 'function') return
  throw new GradusError(
    'type',
    `${operation}: shuffle must be a random generator, got ${describe(value)}; say which, as shuffle: randomGenerator(seed)`,
  )
}

/** The numbers 0 … size − 1 as the shuffler orders them. Throws 'range' when it gives anything else: no sample may be lost or seen twice. */
export function drawOrder(operation: string, shuffle: Shuffler, size: number): Int32Array {
  const order = shuffle.permutation(size)
  if (!isPermutation(order, size)) {
    throw new GradusError('range', `${operation}: shuffle.permutation(${size}) did not give each of 0 … ${size - 1} once`)
  }
  return order
}

/** Whether `order` holds each of 0 … size − 1 once. */
export function isPermutation(order: ArrayLike<unknown>, size: number): boolean {
  if (order.length !== size) return false
  const seen = new Uint8Array(size)
  for (let i = 0; i < size; i++) {
    const index = order[i]
    // Anything but an index of the array, be it text or 1.5, reads as undefined.
    if (typeof index !== 'number' || seen[index] !== 0) return false
    seen[index] = 1
  }
  return true
}
