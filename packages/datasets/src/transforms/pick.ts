import { describe, GradusError, type Shape } from '@gradus/kernel'
import { ArrayDataset } from '../array-dataset.ts'
import type { BatchSource, Dataset } from '../dataset.ts'
import type { BatchShape, Layout } from '../samples.ts'
import { SourceDataset } from './source-dataset.ts'

/** A dataset whose samples can be read by range and by index: one of arrays, or one of `sourceDataset`. */
export type PickableDataset<X extends Shape = Shape, Y extends Shape = Shape, L extends Layout = Layout> = Dataset<X, Y, L> &
  BatchSource<BatchShape<X, L>, BatchShape<Y, L>>

/** What becomes of a dataset some of whose samples are taken: arrays stay arrays, everything else stays lazy. */
export type Picked<D> =
  D extends ArrayDataset<infer X, infer Y, infer L>
    ? ArrayDataset<X, Y, L>
    : D extends Dataset<infer X, infer Y, infer L>
      ? SourceDataset<X, Y, L>
      : never

/** Throws 'type' unless samples can be picked from a value. */
export function checkPickable(operation: string, data: unknown): asserts data is PickableDataset {
  const { slice, gather, batches, size, inputShape, targetShape } = (data ?? {}) as Partial<PickableDataset>
  const callable = typeof slice === 'function' && typeof gather === 'function' && typeof batches === 'function'
  if (callable && typeof size === 'number' && Array.isArray(inputShape) && Array.isArray(targetShape)) return
  const hint = typeof batches === 'function' && typeof data === 'object' ? '; it has no slice and gather: see sourceDataset' : ''
  throw new GradusError('type', `${operation}: data must be a dataset, got ${describe(data)}${hint}`)
}

/** Samples start … end − 1 as a dataset: a view of arrays, or a lazy one. */
export function pickRange<D extends PickableDataset>(data: D, start: number, end: number): Picked<D> {
  if (data instanceof ArrayDataset) return ofArrays(data, data.slice(start, end)) as unknown as Picked<D>
  const source: BatchSource = {
    size: end - start,
    slice: (from, to) => data.slice(start + from, start + to),
    gather: (indices) => data.gather(Int32Array.from(indices, (i) => start + i)),
  }
  return new SourceDataset(source, data) as unknown as Picked<D>
}

/** The samples at these indices as a dataset: copies of arrays, or a lazy one. */
export function pickIndices<D extends PickableDataset>(data: D, order: Int32Array): Picked<D> {
  if (data instanceof ArrayDataset) return ofArrays(data, data.gather(order)) as unknown as Picked<D>
  const source: BatchSource = {
    size: order.length,
    slice: (from, to) => data.gather(order.subarray(from, to)),
    gather: (indices) => data.gather(Int32Array.from(indices, (i) => order[i]!)),
  }
  return new SourceDataset(source, data) as unknown as Picked<D>
}

/** A dataset of the arrays of a batch, called and laid out as another one. */
export function ofArrays(like: ArrayDataset, { inputs, targets, weights }: ReturnType<ArrayDataset['slice']>): ArrayDataset {
  return new ArrayDataset(inputs, targets, like, weights)
}
