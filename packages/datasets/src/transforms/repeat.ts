import { checkInteger, maxElements } from '@gradus/kernel'
import { checkPickable, type PickableDataset, type Picked, pickIndices } from './pick.ts'

/**
 * The samples of a dataset several times, one time after the other: copies of arrays; of other datasets lazily.
 *
 * Throws: GradusError 'range' unless `times` is an integer ≥ 1 and the samples stay below 2³¹.
 *
 * @example
 * repeat(xor(), 25).size // 100
 */
export function repeat<D extends PickableDataset>(data: D, times: number): Picked<D> {
  checkPickable('repeat', data)
  const { size } = data
  checkInteger('repeat', 'times', times, { min: 1, max: Math.floor(maxElements / size) })
  return pickIndices(
    data,
    Int32Array.from({ length: size * times }, (_, i) => i % size),
  )
}
