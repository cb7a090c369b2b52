import { checkInteger } from '@gradus/kernel'
import { checkPickable, type PickableDataset, type Picked, pickRange } from './pick.ts'

/**
 * The first samples of a dataset: a view of arrays; of other datasets lazily.
 *
 * Throws: GradusError 'range' unless the count is an integer in 1 … size.
 *
 * @example
 * take(xor(), 3).targets.data // Float32Array [0, 1, 1]
 */
export function take<D extends PickableDataset>(data: D, count: number): Picked<D> {
  checkPickable('take', data)
  checkInteger('take', 'count', count, { min: 1, max: data.size })
  return pickRange(data, 0, count)
}

/**
 * The samples behind the first ones: a view of arrays; of other datasets lazily.
 *
 * Throws: GradusError 'range' unless the count is an integer in 0 … size − 1, so that a sample is left.
 *
 * @example
 * skip(xor(), 3).targets.data // Float32Array [0]
 */
export function skip<D extends PickableDataset>(data: D, count: number): Picked<D> {
  checkPickable('skip', data)
  checkInteger('skip', 'count', count, { min: 0, max: data.size - 1 })
  return pickRange(data, count, data.size)
}
