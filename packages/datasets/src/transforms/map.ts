import { checkBoolean, checkOptions, describe, GradusError, type Shape } from '@gradus/kernel'
import { ArrayDataset } from '../array-dataset.ts'
import type { Batch, BatchSource } from '../dataset.ts'
import { type SampleShape, sampleShape } from '../samples.ts'
import { type BatchArrays, checkBatch } from './check-batch.ts'
import { checkPickable, type PickableDataset } from './pick.ts'
import { SourceDataset } from './source-dataset.ts'

/** How {@link map} works. */
export interface MapOptions {
  /** Whether arrays are mapped anew for each batch too, as for random changes of images; false unless stated. Other datasets always are. */
  readonly lazy?: boolean
}

/** A dataset of what a function gives, batches of which have the shapes `X` and `Y`: arrays stay arrays, everything else stays lazy. */
export type Mapped<D extends PickableDataset, X extends Shape, Y extends Shape> = D extends ArrayDataset
  ? ArrayDataset<SampleShape<X, D['layout']>, SampleShape<Y, D['layout']>, D['layout']>
  : SourceDataset<SampleShape<X, D['layout']>, SampleShape<Y, D['layout']>, D['layout']>

/**
 * A dataset with other inputs, targets or weights, worked out from batches of the old one. Arrays are mapped once and as a whole; of other
 * datasets each batch is when it is read, anew in each epoch, and one sample now, to learn the shapes.
 *
 * The function is given batches of any size and must give as many samples; it must not write into what it is given.
 *
 * Throws: GradusError 'type' or 'shape' when what the function gives is no batch of as many samples, or later of another shape.
 *
 * @example
 * const doubled = map(xor(), ({ inputs, targets }) => ({ inputs: { ...inputs, data: inputs.data.map((x) => 2 * x) }, targets }))
 * doubled.inputs.data // Float32Array [0, 0, 0, 2, 2, 0, 2, 2]
 */
export function map<D extends PickableDataset, const X extends Shape, const Y extends Shape>(
  data: D,
  transform: (batch: ReturnType<D['slice']>) => BatchArrays<X, Y>,
  options?: { readonly lazy?: false },
): Mapped<D, X, Y>
export function map<D extends PickableDataset, const X extends Shape, const Y extends Shape>(
  data: D,
  transform: (batch: ReturnType<D['slice']>) => BatchArrays<X, Y>,
  options: MapOptions,
): SourceDataset<SampleShape<X, D['layout']>, SampleShape<Y, D['layout']>, D['layout']>
export function map(data: unknown, transform: unknown, options: MapOptions = {}): unknown {
  checkPickable('map', data)
  if (typeof transform !== 'function') throw new GradusError('type', `map: transform must be a function, got ${describe(transform)}`)
  checkOptions('map', options, ['lazy'])
  const { lazy = false } = options
  checkBoolean('map', 'lazy', lazy)
  const { layout, name, displayName, size } = data
  const mapped = (batch: Batch) => checkBatch('map: what the function gives', transform(batch), layout, batch.size)
  if (data instanceof ArrayDataset && !lazy) {
    const { inputs, targets, weights } = mapped(data.slice(0, size))
    return new ArrayDataset(inputs, targets, { name, displayName, layout }, weights)
  }
  const first = mapped(data.slice(0, 1))
  const [inputShape, targetShape] = [first.inputs, first.targets].map(({ shape }) => sampleShape(shape, layout))
  const source: BatchSource = {
    size,
    slice: (start, end) => mapped(data.slice(start, end)),
    gather: (indices) => mapped(data.gather(indices)),
  }
  return new SourceDataset(source, { name, displayName, layout, inputShape: inputShape!, targetShape: targetShape! })
}
