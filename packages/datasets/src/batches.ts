import { checkBoolean, checkInteger, checkOptions, describe, GradusError, type Shape } from '@gradus/kernel'
import { checkPosition } from './batch-position.ts'
import type { Batch, Batches, BatchOptions, BatchPosition, BatchSource, Shuffler } from './dataset.ts'
import { checkShuffler, drawOrder } from './shuffler.ts'

/**
 * The batches of whatever can slice and gather samples: what a dataset of your own returns from its `batches` method.
 *
 * Throws: GradusError 'range' for a batch size that is no integer ≥ 1, or when `dropRemainder` would leave no batch.
 *
 * @example
 * Array.from(batches(xor(), { batchSize: 3 }), (batch) => batch.size) // [3, 1]
 */
export function batches<X extends Shape, Y extends Shape>(source: BatchSource<X, Y>, options: BatchOptions = {}): Batches<X, Y> {
  checkSource(source)
  checkOptions('batches', options, ['batchSize', 'shuffle', 'dropRemainder'])
  const { batchSize = 32, shuffle, dropRemainder = false } = options
  checkInteger('batches', 'batchSize', batchSize, { min: 1 })
  checkBoolean('batches', 'dropRemainder', dropRemainder)
  if (shuffle !== undefined) checkShuffler('batches', shuffle)
  if (dropRemainder && batchSize > source.size) {
    throw new GradusError('range', `batches: dropRemainder leaves no batch: ${source.size} samples, batchSize ${batchSize}`)
  }
  return new BatchCursor(source, batchSize, shuffle, dropRemainder)
}

function checkSource(source: BatchSource): void {
  if (typeof source?.slice !== 'function' || typeof source.gather !== 'function')
    throw new GradusError('type', `batches: source must be { size, slice, gather }, such as a dataset, got ${describe(source)}`)
  checkInteger('batches', "the source's size", source.size, { min: 0 })
}

class BatchCursor<X extends Shape, Y extends Shape> implements Batches<X, Y> {
  readonly batchSize: number
  readonly batchesPerEpoch: number
  epoch = 0
  batch = 0
  private readonly source: BatchSource<X, Y>
  private readonly shuffle: Shuffler | undefined
  private readonly dropRemainder: boolean
  private order: Int32Array | undefined
  /** Batches in the samples' own order are the same in every epoch, so each is made once. */
  private readonly inOrder: Batch<X, Y>[] = []

  constructor(source: BatchSource<X, Y>, batchSize: number, shuffle: Shuffler | undefined, dropRemainder: boolean) {
    this.source = source
    this.batchSize = batchSize
    this.shuffle = shuffle
    this.dropRemainder = dropRemainder
    const whole = source.size / batchSize
    this.batchesPerEpoch = dropRemainder ? Math.floor(whole) : Math.ceil(whole)
  }

  nextBatch(): Batch<X, Y> | undefined {
    if (this.batch === this.batchesPerEpoch) {
      this.batch = 0
      this.epoch++
      return undefined
    }
    const batch = this.shuffle === undefined ? this.batchInOrder(this.batch) : this.shuffledBatch(this.batch, this.shuffle)
    this.batch++
    if (this.batch === this.batchesPerEpoch) this.order = undefined
    return batch
  }

  *[Symbol.iterator](): Generator<Batch<X, Y>, void, undefined> {
    for (let batch = this.nextBatch(); batch !== undefined; batch = this.nextBatch()) yield batch
  }

  snapshot(): BatchPosition {
    return {
      samples: this.source.size,
      batchSize: this.batchSize,
      dropRemainder: this.dropRemainder,
      shuffle: this.shuffle !== undefined,
      epoch: this.epoch,
      batch: this.batch,
      order: this.order === undefined ? null : Array.from(this.order),
    }
  }

  restore(position: BatchPosition): void {
    checkPosition(position, this.snapshot(), this.batchesPerEpoch)
    this.epoch = position.epoch
    this.batch = position.batch
    this.order = position.order === null ? undefined : Int32Array.from(position.order)
  }

  private batchInOrder(index: number): Batch<X, Y> {
    const known = this.inOrder[index]
    if (known !== undefined) return known
    const batch = this.source.slice(index * this.batchSize, this.end(index))
    this.inOrder[index] = batch
    return batch
  }

  private shuffledBatch(index: number, shuffle: Shuffler): Batch<X, Y> {
    this.order ??= drawOrder('batches', shuffle, this.source.size)
    // A view of a typed array costs as much as shuffling four samples does, so none is made of the whole order.
    const all = this.source.size <= this.batchSize
    return this.source.gather(all ? this.order : this.order.subarray(index * this.batchSize, this.end(index)))
  }

  private end(index: number): number {
    return Math.min((index + 1) * this.batchSize, this.source.size)
  }
}
