import { type ArrayData, elementCount, GradusError, type NumberArray, shapeText } from '@gradus/kernel'
import type { ArraySource } from '../array-source.ts'
import { readSource } from '../read-source.ts'
import { type Layout, sampleShape } from '../samples.ts'
import { checkPickable, type PickableDataset } from '../transforms/pick.ts'

/** Numbers, and in which column each is: (i / inner) mod columns. */
export interface ColumnArray {
  readonly values: NumberArray
  readonly columns: number
  readonly inner: number
}

/** The column of element i. */
export function inColumns({ columns, inner }: ColumnArray, i: number): number {
  return (inner === 1 ? i : Math.floor(i / inner)) % columns
}

/** Columns are the last axis of a sample; an array of numbers is one column. */
export function columnsIn({ data, shape }: ArrayData, layout: Layout | undefined): ColumnArray {
  const sample = sampleShape(shape, layout ?? 'samplesFirst')
  const inner = layout === 'featuresFirst' ? shape.at(-1)! : 1
  return { values: data, columns: sample.at(-1) ?? 1, inner: sample.length === 0 ? 1 : inner }
}

/** So many samples are read at a time. */
const chunk = 4096

/** What a scaler learns from, piece by piece: an array, or the inputs of a dataset. */
export function* columnArrays(operation: string, data: ArraySource | PickableDataset): Generator<ColumnArray, void, undefined> {
  if (typeof (data as Partial<PickableDataset> | null | undefined)?.batches === 'function') {
    checkPickable(operation, data)
    for (let start = 0; start < data.size; start += chunk) {
      yield columnsIn(data.slice(start, Math.min(start + chunk, data.size)).inputs, data.layout)
    }
    return
  }
  const array = readSource(operation, data as ArraySource, undefined)
  if (array.shape.length === 0 || elementCount(array.shape) === 0) {
    throw new GradusError('range', `${operation}: the array has shape ${shapeText(array.shape)}, expected at least one value`)
  }
  yield columnsIn(array, undefined)
}
