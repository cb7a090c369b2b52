import { type ArrayData, checkInteger, checkOptions, describe, GradusError, type Shape } from '@gradus/kernel'
import { batches } from './batches.ts'
import type { Batch, Batches, BatchOptions, BatchSource, Dataset, Shuffler } from './dataset.ts'
import { type BatchShape, gatherSamples, type Layout, moveSampleAxis, sampleCount, sampleShape, sliceSamples } from './samples.ts'
import { checkShuffler, drawOrder } from './shuffler.ts'
import { splitParts } from './split.ts'

/** How to divide a dataset. */
export interface SplitOptions {
  /** Draws which samples go where. Without it the first samples go to the first part. */
  readonly shuffle?: Shuffler | undefined
}

/** What an {@link ArrayDataset} is called and how its arrays lie. */
export interface Description<L extends Layout> {
  readonly name: string
  readonly displayName: string
  readonly layout: L
}

/** A dataset that lies in memory; made by `dataset` and by the logic gates. No method changes it: each gives another one. */
export class ArrayDataset<X extends Shape = Shape, Y extends Shape = Shape, L extends Layout = Layout>
  implements Dataset<X, Y, L>, BatchSource<BatchShape<X, L>, BatchShape<Y, L>>
{
  readonly name: string
  readonly displayName: string
  readonly layout: L
  readonly size: number
  readonly inputShape: X
  readonly targetShape: Y
  /** All inputs. */
  readonly inputs: ArrayData<BatchShape<X, L>>
  /** All targets. */
  readonly targets: ArrayData<BatchShape<Y, L>>
  /** How much each sample counts; undefined where all count the same. */
  readonly weights: ArrayData<readonly [number]> | undefined
  private readonly whole: Batch<BatchShape<X, L>, BatchShape<Y, L>>

  /** Takes arrays that were checked and are nobody else's. */
  constructor(inputs: ArrayData, targets: ArrayData, { name, displayName, layout }: Description<L>, weights?: ArrayData) {
    this.name = name
    this.displayName = displayName
    this.layout = layout
    this.size = sampleCount(inputs.shape, layout)
    // The type parameters only say what is known of these shapes when the program is compiled.
    this.inputShape = sampleShape(inputs.shape, layout) as X
    this.targetShape = sampleShape(targets.shape, layout) as Y
    this.inputs = inputs as ArrayData<BatchShape<X, L>>
    this.targets = targets as ArrayData<BatchShape<Y, L>>
    this.weights = weights as ArrayData<readonly [number]> | undefined
    this.whole = this.batchOf((array) => array, this.size)
  }

  /**
   * A way through the data in batches, epoch after epoch.
   *
   * Throws: GradusError 'range' for a batch size that is no integer ≥ 1, or when `dropRemainder` would leave no batch.
   *
   * @example
   * for (const batch of xor().batches({ batchSize: 2 })) batch.inputs.shape // [2, 2], twice
   */
  batches(options?: BatchOptions): Batches<BatchShape<X, L>, BatchShape<Y, L>> {
    return batches(this, options)
  }

  /**
   * Samples start … end − 1. All of them is always the same object; samples that lie side by side are a view of this dataset's memory.
   *
   * Throws: GradusError 'range' unless 0 ≤ start < end ≤ size.
   *
   * @example
   * xor().slice(2, 4).inputs.data // Float32Array [1, 0, 1, 1]
   */
  slice(start: number, end: number): Batch<BatchShape<X, L>, BatchShape<Y, L>> {
    checkInteger('slice', 'start', start, { min: 0, max: this.size - 1 })
    checkInteger('slice', 'end', end, { min: start + 1, max: this.size })
    if (end - start === this.size) return this.whole
    return this.batchOf((array, layout) => sliceSamples(array, layout, start, end), end - start)
  }

  /**
   * The samples at these indices, in this order, as a copy.
   *
   * Throws: GradusError 'range' for no index, or one that is no integer in 0 … size − 1.
   *
   * @example
   * xor().gather([3, 1]).targets.data // Float32Array [0, 1]
   */
  gather(indices: ArrayLike<number>): Batch<BatchShape<X, L>, BatchShape<Y, L>> {
    checkIndices(indices, this.size)
    return this.batchOf((array, layout) => gatherSamples(array, layout, indices), indices.length)
  }

  /**
   * The same samples in another order, drawn once. For a new order in each epoch see `batches({ shuffle })`.
   *
   * @example
   * xor().shuffle(randomGenerator(7)).size // 4
   */
  shuffle(random: Shuffler): ArrayDataset<X, Y, L> {
    checkShuffler('shuffle', random)
    return this.withSamples(this.gather(drawOrder('shuffle', random, this.size)))
  }

  /**
   * Parts for training and for testing: a fraction makes `{ train, test }`, named fractions that sum to 1 make parts of those names. For
   * parts with the same shares of all classes see the function `split`.
   *
   * Throws: GradusError 'range' when the fractions do not sum to 1 or a part would be empty.
   *
   * @example
   * const { train, test } = xor().split(0.75)
   * train.size // 3
   */
  split(fraction: number, options?: SplitOptions): { readonly train: ArrayDataset<X, Y, L>; readonly test: ArrayDataset<X, Y, L> }
  split<Name extends string>(
    fractions: Readonly<Record<Name, number>>,
    options?: SplitOptions,
  ): { readonly [name in Name]: ArrayDataset<X, Y, L> }
  split(fractions: number | Readonly<Record<string, number>>, options: SplitOptions = {}): Record<string, ArrayDataset<X, Y, L>> {
    checkOptions('split', options, ['shuffle'])
    if (options.shuffle !== undefined) checkShuffler('split', options.shuffle)
    const parts = splitParts(this.size, fractions)
    const order = options.shuffle && drawOrder('split', options.shuffle, this.size)
    return Object.fromEntries(
      parts.map(({ name, start, end }) => [
        name,
        this.withSamples(order ? this.gather(order.subarray(start, end)) : this.slice(start, end)),
      ]),
    )
  }

  /**
   * The same samples as columns: inputs [features, samples], the way `w · x` is written in mathematics.
   *
   * @example
   * xor().featuresFirst().inputs.shape // [2, 4]
   */
  featuresFirst(): ArrayDataset<X, Y, 'featuresFirst'> {
    return this.toLayout('featuresFirst')
  }

  /**
   * The same samples as rows: inputs [samples, features], what layers take.
   *
   * @example
   * xor().featuresFirst().samplesFirst().inputs.shape // [4, 2]
   */
  samplesFirst(): ArrayDataset<X, Y, 'samplesFirst'> {
    return this.toLayout('samplesFirst')
  }

  private toLayout<To extends Layout>(layout: To): ArrayDataset<X, Y, To> {
    const { name, displayName, inputs, targets } = this
    const [x, y] =
      layout === (this.layout as Layout) ? [inputs, targets] : [inputs, targets].map((array) => moveSampleAxis(array, this.layout))
    return new ArrayDataset(x!, y!, { name, displayName, layout }, this.weights)
  }

  private withSamples({ inputs, targets, weights }: Batch): ArrayDataset<X, Y, L> {
    return new ArrayDataset(inputs, targets, this, weights)
  }

  private batchOf(samplesOf: (array: ArrayData, layout: Layout) => ArrayData, size: number): Batch<BatchShape<X, L>, BatchShape<Y, L>> {
    const inputs = samplesOf(this.inputs, this.layout) as ArrayData<BatchShape<X, L>>
    const targets = samplesOf(this.targets, this.layout) as ArrayData<BatchShape<Y, L>>
    if (this.weights === undefined) return { inputs, targets, size }
    return { inputs, targets, weights: samplesOf(this.weights, 'samplesFirst') as ArrayData<readonly [number]>, size }
  }
}

function checkIndices(indices: ArrayLike<number>, size: number): void {
  if (!Array.isArray(indices) && !ArrayBuffer.isView(indices)) {
    throw new GradusError('type', `gather: indices must be an array of integers, got ${describe(indices)}`)
  }
  if (indices.length === 0) throw new GradusError('range', 'gather: indices is empty, expected at least one')
  for (let i = 0; i < indices.length; i++) checkIndex(indices[i], i, size)
}

function checkIndex(index: unknown, position: number, size: number): void {
  if (Number.isInteger(index) && (index as number) >= 0 && (index as number) < size) return
  const code = typeof index === 'number' ? 'range' : 'type'
  throw new GradusError(code, `gather: indices[${position}] is ${describe(index)}, expected an integer in [0, ${size - 1}]`)
}
