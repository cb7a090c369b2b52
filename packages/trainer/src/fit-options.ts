import type { ArraySource, Batches, Dataset } from '@gradus/datasets'
import { checkBoolean, checkInteger, checkNumber, checkOptions, describe, GradusError, type RandomGenerator } from '@gradus/kernel'
import { type Callback, checkCallbacks } from './callbacks/callback.ts'
import { checkTargets } from './check-targets.ts'
import { withClassWeights } from './class-weights.ts'
import { type DataNeeds, isArrayDataset, isDataset, named, readData } from './data.ts'
import type { DataSource } from './data-types.ts'

/** Options of `fit`. */
export interface FitOptions<Name extends string = string> {
  /** How often to go through all the data. Default 1. */
  readonly epochs?: number
  /** Instead: until so many epochs are over, counted over all calls of `fit` and what was restored. What a program says that may be killed. */
  readonly untilEpoch?: number
  /** Samples per step; more than there are gives one batch of all. Default 32. */
  readonly batchSize?: number
  /** Leave out a last batch that is smaller than the others: one of a single sample has no variance to normalize with. Default false. */
  readonly dropRemainder?: boolean
  /** Whether each epoch has its own random order, drawn from the trainer's seed, or from a generator of yours. Default true. */
  readonly shuffle?: boolean | RandomGenerator
  /** Data that is evaluated after each epoch and never trained on. */
  readonly validationData?: Dataset | readonly [inputs: DataSource, targets: DataSource]
  /** The share of the samples, the last ones, to keep for validation instead: above 0, below 1. */
  readonly validationSplit?: number
  /** Validate only after every so many epochs. Default 1. */
  readonly validationEvery?: number
  /** How much each sample counts, for inputs and targets that are arrays: one number >= 0 per sample. A dataset has its own. */
  readonly sampleWeights?: ArraySource
  /**
   * How much the samples of each class count, on top of that: one number >= 0 per class, by class index, by the position in one-hot targets, or
   * for targets that are 0 or 1.
   */
  readonly classWeights?: readonly number[]
  /** What watches the training, called in this order. Default none. */
  readonly callbacks?: readonly Callback<Name>[]
  /** Ends the training after the batch under way; `fit` then gives the history so far. */
  readonly signal?: AbortSignal
}

/** Options of `evaluate` and `predict`. */
export interface EvaluateOptions {
  /** Samples per pass; it does not change the result but for rounding. Default 256. */
  readonly batchSize?: number
}

/** What `fit` may be called with: a dataset, or inputs and targets; then options. */
export type FitArguments<Name extends string> = readonly [data: unknown, targetsOrOptions?: unknown, options?: FitOptions<Name>]

/** A call of `fit`, checked and ready to run. */
export interface TrainingPlan {
  readonly data: Dataset
  readonly batches: Batches
  readonly epochs: number
  readonly untilEpoch: number | undefined
  /** Whether nobody looked at the data before. */
  readonly unseen: boolean
  /** The generator that the caller gave to shuffle with. */
  readonly ownShuffler: RandomGenerator | undefined
  readonly validation: Dataset | undefined
  readonly validationEvery: number
  readonly callbacks: readonly Callback[]
  readonly signal: AbortSignal | undefined
}

/** Reads and checks the arguments of `fit`; nothing has changed when it throws. */
export function readFit(operation: string, args: FitArguments<never>, needs: DataNeeds, random: RandomGenerator): TrainingPlan {
  const [inputs, targets, options] = splitArguments(operation, args)
  checkOptions(operation, options, fitOptionNames)
  const { epochs = 1, untilEpoch, batchSize = 32, shuffle = true, validationEvery = 1, callbacks = [], signal } = options as FitOptions
  checkInteger(operation, 'epochs', epochs, { min: 0 })
  if (untilEpoch !== undefined) checkInteger(operation, 'untilEpoch', untilEpoch, { min: 0 })
  if (untilEpoch !== undefined && 'epochs' in options) throw new GradusError('state', `${operation}: give epochs or untilEpoch, not both`)
  checkInteger(operation, 'validationEvery', validationEvery, { min: 1 })
  checkInteger(operation, 'batchSize', batchSize, { min: 1 })
  checkCallbacks(operation, callbacks)
  if (signal !== undefined && (typeof signal?.aborted !== 'boolean' || typeof signal.addEventListener !== 'function'))
    throw new GradusError('type', `${operation}: signal must be an AbortSignal, got ${describe(signal)}`)
  const { sampleWeights, classWeights, dropRemainder = false } = options as FitOptions
  checkBoolean(operation, 'dropRemainder', dropRemainder)
  if (sampleWeights !== undefined && isDataset(inputs))
    throw new GradusError('type', `${operation}: a dataset has its own weights; make it with dataset(x, y, { weights })`)
  const all = readData(operation, inputs, targets, needs, sampleWeights)
  checkTargets(operation, all, needs)
  const { data, validation } = withValidation(operation, all, options as FitOptions, needs)
  const weighted = classWeights === undefined ? data : withClassWeights(operation, data, classWeights, needs)
  return {
    data,
    unseen: !isArrayDataset(data),
    validation,
    validationEvery,
    epochs,
    untilEpoch,
    callbacks,
    signal,
    ownShuffler: typeof shuffle === 'object' && typeof shuffle?.snapshot === 'function' ? shuffle : undefined,
    batches: named(operation, 'batches', () =>
      weighted.batches({ batchSize, dropRemainder, shuffle: shuffler(operation, shuffle, random) }),
    ),
  }
}

const fitOptionNames = [
  'epochs',
  'untilEpoch',
  'batchSize',
  'dropRemainder',
  'shuffle',
  'validationData',
  'validationSplit',
  'validationEvery',
  'sampleWeights',
  'classWeights',
  'callbacks',
  'signal',
]

/** Reads and checks the arguments of `evaluate`. */
export function readEvaluate(args: FitArguments<never>, needs: DataNeeds): { data: Dataset; batches: Batches } {
  const [inputs, targets, options] = splitArguments('evaluate', args)
  const batchSize = readBatchSize('evaluate', options)
  const data = readData('evaluate', inputs, targets, needs)
  return { data, batches: data.batches({ batchSize }) }
}

/** The batch size of `evaluate` and `predict`. */
export function readBatchSize(operation: string, options: unknown): number {
  checkOptions(operation, options, ['batchSize'])
  const { batchSize = 256 } = (options ?? {}) as EvaluateOptions
  checkInteger(operation, 'batchSize', batchSize, { min: 1 })
  return batchSize
}

function splitArguments(
  operation: string,
  [first, second, third]: FitArguments<never>,
): [inputs: unknown, targets: unknown, options: object] {
  if (!isDataset(first)) return [first, second, (third === undefined ? {} : third) as object]
  if (third !== undefined || Array.isArray(second) || ArrayBuffer.isView(second)) {
    throw new GradusError('type', `${operation}: a dataset has its own targets; pass (dataset, options)`)
  }
  return [first, undefined, (second === undefined ? {} : second) as object]
}

function shuffler(operation: string, shuffle: boolean | RandomGenerator, random: RandomGenerator): RandomGenerator | undefined {
  if (shuffle === false) return undefined
  if (shuffle === true) return random
  if (typeof shuffle?.permutation === 'function') return shuffle
  throw new GradusError('type', `${operation}: shuffle must be true, false or a random generator, got ${describe(shuffle)}`)
}

function withValidation(
  operation: string,
  data: Dataset,
  { validationData, validationSplit }: FitOptions,
  needs: DataNeeds,
): { data: Dataset; validation: Dataset | undefined } {
  if (validationSplit !== undefined) {
    checkNumber(operation, 'validationSplit', validationSplit, { above: 0, below: 1 })
    if (validationData !== undefined) throw new GradusError('state', `${operation}: give validationData or validationSplit, not both`)
    if (!isArrayDataset(data))
      throw new GradusError('unsupported', `${operation}: dataset ${describe(data.name)} cannot be split; pass validationData`)
    const { train, validation } = data.split({ train: 1 - validationSplit, validation: validationSplit })
    return { data: train, validation }
  }
  if (validationData === undefined) return { data, validation: undefined }
  const [inputs, targets] = Array.isArray(validationData) ? validationData : [validationData, undefined]
  const validation = readData(`${operation}: validationData`, inputs, targets, needs)
  checkTargets(`${operation}: validationData`, validation, needs)
  return { data, validation }
}
