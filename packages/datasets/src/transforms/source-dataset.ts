import { checkChoice, checkInteger, checkParts, checkShape, describe, GradusError, type Shape } from '@gradus/kernel'
import { batches } from '../batches.ts'
import type { Batch, Batches, BatchOptions, BatchSource, Dataset } from '../dataset.ts'
import { type BatchShape, type Layout, layouts } from '../samples.ts'
import { checkBatch } from './check-batch.ts'

/** What is known of samples before they are read. */
export interface SourceDescription<X extends Shape, Y extends Shape, L extends Layout> {
  /** The shape of one sample's input. */
  readonly inputShape: X
  /** The shape of one sample's target. */
  readonly targetShape: Y
  /** Which axis of a batch counts the samples: `'samplesFirst'`, the first, unless stated. */
  readonly layout?: L
  /** A name for programs; `'dataset'` unless stated. */
  readonly name?: string
  /** A name for people; the name unless stated. */
  readonly displayName?: string
}

/** A dataset whose samples are read when they are asked for; made by `sourceDataset` and by what is done lazily. */
export class SourceDataset<X extends Shape = Shape, Y extends Shape = Shape, L extends Layout = Layout>
  implements Dataset<X, Y, L>, BatchSource<BatchShape<X, L>, BatchShape<Y, L>>
{
  readonly name: string
  readonly displayName: string
  readonly size: number
  readonly layout: L
  readonly inputShape: X
  readonly targetShape: Y
  private readonly source: BatchSource

  /** Takes a description that was checked. */
  constructor(source: BatchSource, { name, displayName, layout, inputShape, targetShape }: Required<SourceDescription<X, Y, L>>) {
    this.name = name
    this.displayName = displayName
    this.size = source.size
    this.layout = layout
    this.inputShape = inputShape
    this.targetShape = targetShape
    this.source = source
  }

  /** A way through the data in batches, epoch after epoch. */
  batches(options?: BatchOptions): Batches<BatchShape<X, L>, BatchShape<Y, L>> {
    return batches(this, options)
  }

  /**
   * Samples start … end − 1, read now. Throws 'shape' when what is read has another shape than was said.
   */
  slice(start: number, end: number): Batch<BatchShape<X, L>, BatchShape<Y, L>> {
    checkInteger('slice', 'start', start, { min: 0, max: this.size - 1 })
    checkInteger('slice', 'end', end, { min: start + 1, max: this.size })
    return this.checked(this.source.slice(start, end), end - start, `samples ${start} … ${end - 1}`)
  }

  /** The samples at these indices, in this order, read now. Throws 'shape' when what is read has another shape than was said. */
  gather(indices: ArrayLike<number>): Batch<BatchShape<X, L>, BatchShape<Y, L>> {
    if (!Array.isArray(indices) && !ArrayBuffer.isView(indices)) {
      throw new GradusError('type', `gather: indices must be an array of integers, got ${describe(indices)}`)
    }
    if (indices.length === 0) throw new GradusError('range', 'gather: indices is empty, expected at least one')
    for (let i = 0; i < indices.length; i++) {
      const index: unknown = indices[i]
      // The check puts its message together first; an index that is right must not wait for that.
      if (!(Number.isInteger(index) && (index as number) >= 0 && (index as number) < this.size)) {
        checkInteger('gather', `indices[${i}]`, index, { min: 0, max: this.size - 1 })
      }
    }
    return this.checked(this.source.gather(indices), indices.length, `${indices.length} samples`)
  }

  private checked(read: unknown, size: number, what: string): Batch<BatchShape<X, L>, BatchShape<Y, L>> {
    return checkBatch(`${this.name}: ${what}`, read, this.layout, size, this) as Batch<BatchShape<X, L>, BatchShape<Y, L>>
  }
}

/**
 * A dataset of whatever can slice and gather samples, for data that does not fit into memory: a file, a database, a formula.
 *
 * Throws: GradusError 'type' for a source without `size`, `slice` or `gather`; what it reads later must have the stated shapes ('shape').
 *
 * @example
 * const rows = (indices: readonly number[]) => ({ data: Float32Array.from(indices), shape: [indices.length, 1] as const, dtype: 'float32' as const })
 * const gather = (list: ArrayLike<number>) => {
 *   const indices = Array.from(list)
 *   return { inputs: rows(indices), targets: rows(indices.map((i) => i * i)), size: indices.length }
 * }
 * const slice = (start: number, end: number) => gather(Array.from({ length: end - start }, (_, i) => start + i))
 * const squares = sourceDataset({ size: 1000, slice, gather }, { inputShape: [1], targetShape: [1] })
 * squares.gather([3, 30]).targets.data // Float32Array [9, 900]
 */
export function sourceDataset<const X extends Shape, const Y extends Shape, const L extends Layout = 'samplesFirst'>(
  source: NoInfer<BatchSource<BatchShape<X, L>, BatchShape<Y, L>>>,
  description: SourceDescription<X, Y, L>,
): SourceDataset<X, Y, L> {
  if (typeof source?.slice !== 'function' || typeof source.gather !== 'function') {
    throw new GradusError('type', `sourceDataset: source must be { size, slice, gather }, got ${describe(source)}`)
  }
  checkInteger('sourceDataset', "the source's size", source.size, { min: 1 })
  checkParts('sourceDataset', description, ['inputShape', 'targetShape', 'layout', 'name', 'displayName'])
  const { inputShape, targetShape, layout = 'samplesFirst' as L, name = 'dataset', displayName = name } = description
  checkShape('sourceDataset: inputShape', inputShape)
  checkShape('sourceDataset: targetShape', targetShape)
  checkChoice('sourceDataset', 'layout', layout, layouts)
  for (const [argument, text] of Object.entries({ name, displayName })) {
    if (typeof text !== 'string') throw new GradusError('type', `sourceDataset: ${argument} must be text, got ${describe(text)}`)
  }
  return new SourceDataset(source as BatchSource, { inputShape, targetShape, layout, name, displayName })
}
