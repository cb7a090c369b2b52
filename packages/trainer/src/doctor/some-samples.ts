import type { Batch, Dataset } from '@gradus/datasets'
import type { ArrayData } from '@gradus/kernel'
import { isArrayDataset } from '../data.ts'

/** Samples spread evenly over data that lies in memory, at most so many, without their weights; undefined where it does not. */
export function spreadSamples(data: Dataset, most: number): Batch | undefined {
  if (!isArrayDataset(data)) return undefined
  const all = data.size <= most
  const { inputs, targets, size } = all
    ? data.slice(0, data.size)
    : data.gather(Int32Array.from({ length: most }, (_, i) => Math.floor((i * data.size) / most)))
  return { inputs, targets, size }
}

/** The first samples of a batch, at most so many, without their weights. */
export function firstSamples(batch: Batch, most: number): Batch {
  const size = Math.min(batch.size, most)
  const first = ({ data, shape, dtype }: ArrayData): ArrayData => ({
    data: data.subarray(0, (data.length / batch.size) * size),
    shape: [size, ...shape.slice(1)],
    dtype,
  })
  return { inputs: first(batch.inputs), targets: first(batch.targets), size }
}
