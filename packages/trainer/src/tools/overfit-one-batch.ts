import type { Dataset } from '@gradus/datasets'
import { checkInteger, checkNumber, checkOptions, describe, GradusError, type Shape } from '@gradus/kernel'
import type { TargetKind } from '@gradus/losses'
import { isDataset } from '../data.ts'
import type { Trainer } from '../trainer.ts'

/** Options of {@link overfitOneBatch}. */
export interface OverfitOneBatchOptions {
  /** The samples of the batch, the first of the data. Default 32. */
  readonly batchSize?: number
  /** How often to train on it. Default 200. */
  readonly steps?: number
  /** What share of the first loss may be left for it to count as learned. Default 0.1. */
  readonly share?: number
}

/** What {@link overfitOneBatch} saw. */
export interface Overfit {
  /** The loss before each step. */
  readonly losses: readonly number[]
  /** Whether the last of them is at most the stated share of the first. */
  readonly isLearned: boolean
}

/**
 * Trains on one batch again and again: a model that cannot learn even that by heart has a fault, in its parts or in its data. The trainer is afterwards as it
 * was.
 *
 * Regularizers and dropout keep a loss up; try without them.
 * Throws (as a rejected promise): GradusError as `fit` does.
 *
 * @example
 * import { relu } from '@gradus/tensor'
 *
 * const model = sequential([input([2]), dense(8, { activation: relu }), dense(1)], { seed: 1 })
 * const trainer = new Trainer({ model, loss: binaryCrossEntropy({ fromLogits: true }), optimizer: adam({ learningRate: 0.05 }) })
 * const { isLearned, losses } = await overfitOneBatch(trainer, xor())
 * isLearned // true
 */
export async function overfitOneBatch<In extends Shape, Out extends Shape, Kind extends TargetKind, Name extends string>(
  trainer: Trainer<In, Out, Kind, Name>,
  data: Dataset,
  options: OverfitOneBatchOptions = {},
): Promise<Overfit> {
  if (typeof trainer?.trial !== 'function') throw new GradusError('type', `overfitOneBatch: expected a trainer, got ${describe(trainer)}`)
  if (!isDataset(data)) throw new GradusError('type', `overfitOneBatch: expected a dataset, got ${describe(data)}; dataset(x, y) makes one`)
  checkOptions('overfitOneBatch', options, ['batchSize', 'steps', 'share'])
  const { batchSize = 32, steps = 200, share = 0.1 } = options
  checkInteger('overfitOneBatch', 'batchSize', batchSize, { min: 1 })
  checkInteger('overfitOneBatch', 'steps', steps, { min: 2 })
  checkNumber('overfitOneBatch', 'share', share, { above: 0, below: 1 })
  const batch = data.batches({ batchSize }).nextBatch()
  if (batch === undefined) throw new GradusError('range', 'overfitOneBatch: the dataset has no samples')
  const { inputs, targets, size } = batch
  const { loss } = await trainer.trial(() =>
    trainer.fit(inputs as never, targets as never, { epochs: steps, batchSize: size, shuffle: false }),
  )
  const losses: readonly number[] = loss
  return { losses, isLearned: losses.at(-1)! <= share * losses[0]! }
}
