import type { ArrayData, Shape } from '@gradus/kernel'
import type { BatchShape, Layout } from './samples.ts'

/** Some samples: what one training step sees. Its arrays are to be read, not written. */
export interface Batch<X extends Shape = Shape, Y extends Shape = Shape> {
  /** What the model is given, sample by sample. */
  readonly inputs: ArrayData<X>
  /** What it should answer. */
  readonly targets: ArrayData<Y>
  /** How much each sample counts, ≥ 0, as float32 or float64; where there are none, all count the same. */
  readonly weights?: ArrayData<readonly [number]> | undefined
  /** How many samples there are. */
  readonly size: number
}

/** Puts things into a random order: every `RandomGenerator` is one. */
export interface Shuffler {
  /** The numbers 0 … n − 1 in random order, in an array of its own. */
  permutation(n: number): Int32Array
}

/** How to go through a dataset. */
export interface BatchOptions {
  /** Samples per batch, an integer ≥ 1; more than there are gives one batch. 32 unless stated. */
  readonly batchSize?: number
  /** Draws a new order for each epoch. Without it samples come in their own order. */
  readonly shuffle?: Shuffler | undefined
  /** Leave out a last batch that is smaller than the others. */
  readonly dropRemainder?: boolean
}

/** A position in the data as plain JSON. */
export interface BatchPosition {
  /** How many samples there were. */
  readonly samples: number
  /** Samples per batch. */
  readonly batchSize: number
  /** Whether a smaller last batch was left out. */
  readonly dropRemainder: boolean
  /** Whether each epoch had an order of its own. */
  readonly shuffle: boolean
  /** Epochs that are over. */
  readonly epoch: number
  /** Batches of the current epoch that were given out. */
  readonly batch: number
  /** The order of the current epoch; null between epochs, where the next one will be drawn, and without shuffling. */
  readonly order: readonly number[] | null
}

/**
 * The batches of a dataset, epoch after epoch: it owns the order of the samples and the position among them.
 *
 * `for (const batch of batches)` runs to the end of the current epoch; the next loop runs the next epoch. A loop that was left in the middle
 * goes on where it stopped.
 */
export interface Batches<X extends Shape = Shape, Y extends Shape = Shape> extends Iterable<Batch<X, Y>> {
  /** Samples per batch; the last may have fewer. */
  readonly batchSize: number
  /** How many batches an epoch has. */
  readonly batchesPerEpoch: number
  /** Epochs that are over. */
  readonly epoch: number
  /** Batches of the current epoch that were given out. */
  readonly batch: number

  /** The next batch; undefined once at the end of each epoch. Without shuffling each epoch gives the same objects again. */
  nextBatch(): Batch<X, Y> | undefined

  /** Where we are. With the state of the generator, which belongs to whoever made it, all that is needed to go on exactly. */
  snapshot(): BatchPosition

  /** Goes to a position that `snapshot` gave. Throws GradusError 'state', with all differences, when it belongs to other batches. */
  restore(position: BatchPosition): void
}

/**
 * Samples that a model can learn from: what a trainer consumes, whether they lie in memory or elsewhere. It never changes.
 *
 * The type says the shape of one sample's input, of its target, and the layout: `Dataset<readonly [2], readonly [1], 'samplesFirst'>`.
 */
export interface Dataset<X extends Shape = Shape, Y extends Shape = Shape, L extends Layout = Layout> {
  /** A name for programs: `xor`. */
  readonly name: string
  /** A name for people: `XOR`. */
  readonly displayName: string
  /** How many samples there are. */
  readonly size: number
  /** Which axis of a batch counts the samples. */
  readonly layout: L
  /** The shape of one sample's input. */
  readonly inputShape: X
  /** The shape of one sample's target. */
  readonly targetShape: Y

  /** A new way through the data, from the start. */
  batches(options?: BatchOptions): Batches<BatchShape<X, L>, BatchShape<Y, L>>
}

/** Where batches come from: the two ways to read samples that {@link batches} needs. */
export interface BatchSource<X extends Shape = Shape, Y extends Shape = Shape> {
  /** How many samples there are. */
  readonly size: number

  /** Samples start … end − 1. */
  slice(start: number, end: number): Batch<X, Y>

  /** The samples at these indices, in this order. */
  gather(indices: ArrayLike<number>): Batch<X, Y>
}
