import type { Batches, Dataset } from '@gradus/datasets'
import { GradusError, type RandomGenerator, randomGenerator, type Shape } from '@gradus/kernel'
import type { Model } from '@gradus/layers'
import type { TargetKind, TargetShape } from '@gradus/losses'
import type { OptimizerState } from '@gradus/optimizers'
import { mean, type NamedParameters, noGradient, stepRandom, type Tensor } from '@gradus/tensor'
import { notify } from './callback.ts'
import { isArrayDataset } from './data.ts'
import type { DataSource, DatasetOf, SourceOf } from './data-types.ts'
import { divergenceError, gradientError } from './divergence.ts'
import type { TrainingEvent } from './events.ts'
import {
  type EvaluateOptions,
  type FitArguments,
  type FitOptions,
  readBatchSize,
  readEvaluate,
  readFit,
  type TrainingPlan,
} from './fit-options.ts'
import { appendEpoch, type EpochLogs, emptyHistory, type History } from './history.ts'
import { Pause } from './pause.ts'
import { predictBatches } from './predict.ts'
import { putBack, type TrainerSnapshot, takeSnapshot } from './snapshot.ts'
import { backwardStep, type Forward, forwardStep, type Parts, Tally } from './step.ts'
import { BatchReader, type TensorBatch } from './tensor-batch.ts'
import { checkShapes, readParts, type TrainerOptions } from './trainer-options.ts'
import { softmaxWarning } from './warnings.ts'
import { watchedStep } from './watched-step.ts'

// Two trainers may share a model, but they cannot both train it at once.
const training = new WeakSet<Model>()

/**
 * Trains a model: step by step the loss of a batch, its gradients, and an update by the optimizer.
 *
 * @example
 * import { relu, sigmoid } from '@gradus/tensor'
 *
 * const model = sequential([input([2]), dense(10, { activation: relu }), dense(1, { activation: sigmoid })])
 * const trainer = new Trainer({ model, loss: binaryCrossEntropy(), optimizer: adam(), metrics: [binaryAccuracy()] })
 * const history = await trainer.fit(xor(), { epochs: 1000 })
 * history.binaryAccuracy.length // 1000
 */
export class Trainer<
  In extends Shape = Shape,
  Out extends Shape = Shape,
  Kind extends TargetKind = TargetKind,
  Name extends string = never,
> {
  /** What happened in the last call of `fit`, also when it failed. */
  history: History<Name>
  private readonly parts: Parts
  private readonly parameters: NamedParameters
  private readonly state: OptimizerState
  private readonly random: RandomGenerator
  private readonly seed: number
  private readonly reader: BatchReader
  private epoch = 0
  private batches: Batches | undefined
  private resumeAt: TrainerSnapshot['position'] = null
  private lastGood: { readonly loss: number; readonly values: ReadonlyMap<string, Tensor> } | undefined

  constructor(options: TrainerOptions<In, Out, Kind, Name>) {
    const { parts, seed } = readParts(options)
    this.parts = parts
    this.parameters = parts.model.parameters()
    this.state = parts.optimizer.initialize(this.parameters)
    checkShapes(parts.model)
    this.random = randomGenerator(seed)
    this.seed = seed
    this.reader = new BatchReader(parts)
    this.history = emptyHistory(this.names, false)
  }

  /**
   * Trains for some epochs; each goes once through the data in batches.
   *
   * Zero epochs give an empty history. A second call goes on from where the first ended.
   * Throws (as a rejected promise): GradusError 'shape', 'type' or 'range' before anything changes when the data does not fit or is not
   * finite; 'state' when the model is being trained already or a callback failed; 'range' when the loss stops being finite: then the last
   * good weights are restored and `trainer.history` holds what happened until then.
   */
  fit<Data extends Dataset>(data: DatasetOf<Data, In, TargetShape<Kind, Out>>, options?: FitOptions<Name>): Promise<History<Name>>
  fit<X extends Shape = Shape, Y extends Shape = Shape>(
    inputs: SourceOf<X, In, 'inputs'>,
    targets: SourceOf<Y, TargetShape<Kind, Out>, 'targets'>,
    options?: FitOptions<Name>,
  ): Promise<History<Name>>
  async fit(...args: FitArguments<Name>): Promise<History<Name>> {
    const plan = readFit('fit', args, this.parts, this.random)
    const { callbacks, signal } = plan
    const history = emptyHistory(this.names, plan.validation !== undefined)
    this.history = history
    const pause = new Pause()
    let stopped = false
    const stop = (): void => {
      stopped = true
    }
    try {
      await notify(
        callbacks,
        'onTrainBegin',
        { epochs: plan.epochs, batchesPerEpoch: plan.batches.batchesPerEpoch, samples: plan.data.size },
        signal,
      )
      for (const event of this.run('fit', plan, false)) {
        let pending: Promise<void> | undefined
        if (event.type === 'begin') pending = notify(callbacks, 'onEpochBegin', { epoch: event.epoch }, signal)
        else if (event.type === 'batch') pending = notify(callbacks, 'onBatchEnd', { ...event, stop }, signal)
        else if (event.type === 'epoch') {
          appendEpoch(history, this.names, event.logs as EpochLogs<Name>)
          pending = notify(callbacks, 'onEpochEnd', { ...event, stop }, signal)
        }
        if (pending !== undefined) await pending
        if (signal?.aborted) history.stopped = 'aborted'
        else if (stopped) history.stopped = 'stopped'
        if (history.stopped !== undefined) break
        if (pause.due) await pause.take()
      }
    } finally {
      await notify(callbacks, 'onTrainEnd', history, signal)
    }
    return history
  }

  /**
   * The same training, told event by event: each operation forward and backward, each update, each epoch. It goes on only as far as it is asked.
   *
   * The bits equal those of `fit`. Callbacks and `signal` are not used.
   */
  events<Data extends Dataset>(
    data: DatasetOf<Data, In, TargetShape<Kind, Out>>,
    options?: FitOptions<Name>,
  ): Generator<TrainingEvent<Name>, void>
  events<X extends Shape = Shape, Y extends Shape = Shape>(
    inputs: SourceOf<X, In, 'inputs'>,
    targets: SourceOf<Y, TargetShape<Kind, Out>, 'targets'>,
    options?: FitOptions<Name>,
  ): Generator<TrainingEvent<Name>, void>
  *events(...args: FitArguments<Name>): Generator<TrainingEvent<Name>, void> {
    const plan = readFit('events', args, this.parts, this.random)
    this.history = emptyHistory(this.names, plan.validation !== undefined)
    for (const event of this.run('events', plan, true)) {
      if (event.type !== 'begin') yield event as TrainingEvent<Name>
    }
  }

  /**
   * The mean loss and the metrics over data, in evaluation mode; nothing changes.
   *
   * Throws (as a rejected promise): GradusError when the data does not fit or is not finite.
   */
  evaluate<Data extends Dataset>(
    data: DatasetOf<Data, In, TargetShape<Kind, Out>>,
    options?: EvaluateOptions,
  ): Promise<Record<'loss' | Name, number>>
  evaluate<X extends Shape = Shape, Y extends Shape = Shape>(
    inputs: SourceOf<X, In, 'inputs'>,
    targets: SourceOf<Y, TargetShape<Kind, Out>, 'targets'>,
    options?: EvaluateOptions,
  ): Promise<Record<'loss' | Name, number>>
  async evaluate(...args: FitArguments<never>): Promise<Record<'loss' | Name, number>> {
    const { data, batches } = readEvaluate(args, this.parts)
    return this.measure(data, batches) as Record<'loss' | Name, number>
  }

  /**
   * The model's outputs for inputs, in evaluation mode; nothing changes.
   *
   * Throws (as a rejected promise): GradusError when the inputs do not fit or are not finite.
   */
  async predict<X extends Shape = Shape>(inputs: SourceOf<X, In, 'inputs'>, options?: EvaluateOptions): Promise<Tensor<Out>> {
    return predictBatches(this.parts.model, inputs as DataSource, readBatchSize('predict', options)) as Tensor as Tensor<Out>
  }

  /** Everything that evolves, as plain data: parameters, optimizer state, generators, position in the data. */
  snapshot(): TrainerSnapshot {
    const position = this.batches !== undefined && this.batches.batch > 0 ? this.batches.snapshot() : this.resumeAt
    return takeSnapshot(this.evolving, this.epoch, position)
  }

  /**
   * Puts a snapshot back. A `fit` with the same data and options then goes on exactly where the snapshot was taken; one taken within an
   * epoch first finishes that epoch, as the first of its `epochs`.
   *
   * Throws: GradusError 'state' listing all differences when the snapshot is of another model or optimizer, or while training; then nothing changes.
   */
  restore(snapshot: TrainerSnapshot): void {
    this.checkIdle('restore')
    putBack(this.evolving, snapshot)
    this.epoch = snapshot.epoch
    this.batches = undefined
    this.resumeAt = snapshot.position
  }

  private get names(): readonly Name[] {
    return this.parts.metrics.map((metric) => metric.name as Name)
  }

  private get evolving(): Parameters<typeof takeSnapshot>[0] {
    const { parameters, state, random } = this
    return { optimizerName: this.parts.optimizer.name, parameters, state, random }
  }

  private checkIdle(operation: string): void {
    if (training.has(this.parts.model)) throw new GradusError('state', `${operation}: this model is already training; wait for fit to end`)
  }

  /** The training itself, which `fit` and `events` share: one generator, so that both do the same. */
  private *run(operation: string, { data, batches, epochs, validation }: TrainingPlan, watched: boolean): Generator<RunEvent, void> {
    this.checkIdle(operation)
    if (this.resumeAt !== null) batches.restore(this.resumeAt)
    this.resumeAt = null
    this.batches = batches
    training.add(this.parts.model)
    try {
      for (let round = 0; round < epochs; round++) {
        const { epoch } = this
        const tally = new Tally(this.parts.metrics)
        yield { type: 'begin', epoch }
        for (let number = batches.batch, batch = batches.nextBatch(); batch !== undefined; number++, batch = batches.nextBatch()) {
          const tensors = this.reader.read(operation, batch, !isArrayDataset(data))
          const loss = yield* this.step(tensors, tally, { epoch, batch: number, watched })
          yield { type: 'batch', epoch, batch: number, size: batch.size, loss }
        }
        this.epoch++
        const validated = validation && {
          validation: this.measure(validation, validation.batches({ batchSize: batches.batchSize })),
        }
        yield { type: 'epoch', epoch, logs: { ...tally.logs(), ...validated } as unknown as EpochLogs }
      }
    } finally {
      training.delete(this.parts.model)
      // Left after the last batch of an epoch: it is over, though its numbers were not told.
      if (batches.batch === batches.batchesPerEpoch) {
        this.epoch++
        this.batches = undefined
      }
    }
  }

  /** One step: forward, check, backward, update. Gives the mean loss of the batch before the update. */
  private *step(
    batch: TensorBatch,
    tally: Tally,
    at: { epoch: number; batch: number; watched: boolean },
  ): Generator<TrainingEvent, number> {
    const { parts, parameters, state } = this
    const random = stepRandom(this.seed, state.step)
    const first = state.step === 0
    const { prediction, objective }: Forward = at.watched ? yield* watchedStep(parts, batch, random) : forwardStep(parts, batch, random)
    const total = objective.item()
    const loss = parts.loss.reduction === 'sum' ? total / batch.size : total
    if (!Number.isFinite(loss)) throw this.diverged(loss, at, () => forwardStep(parts, batch, stepRandom(this.seed, state.step)).objective)
    if (first) {
      const warning = softmaxWarning(parts.loss, prediction)
      if (warning !== undefined) this.history.warnings.push(warning)
    }
    const gradients = backwardStep(objective, parameters)
    const before = new Map([...parameters].map(([name, { tensor }]) => [name, tensor.detach()]))
    try {
      parts.optimizer.update(parameters, gradients, state)
    } catch (error) {
      throw this.notFinite(error, at, () => backwardStep(objective, parameters, { checkFinite: true }))
    }
    this.lastGood = { loss, values: before }
    tally.add(loss, prediction, batch)
    if (at.watched) {
      for (const [parameter, gradient] of gradients) {
        yield { type: 'update', parameter, gradient, before: before.get(parameter)!, after: parameters.get(parameter)!.tensor.detach() }
      }
    }
    return loss
  }

  /** Puts back the weights that last gave a finite loss and says what went wrong where. */
  private diverged(loss: number, { epoch, batch }: { epoch: number; batch: number }, replay: () => Tensor): GradusError {
    const { lastGood, state } = this
    const learningRate = this.parts.optimizer.learningRate(Math.max(0, state.step - 1))
    const error = divergenceError({ loss, epoch, batch, learningRate, lastFiniteLoss: lastGood?.loss }, replay)
    if (lastGood !== undefined) for (const [name, value] of lastGood.values) this.parameters.get(name)!.tensor.assign(value)
    this.history.stopped = 'diverged'
    return error
  }

  /** What an update threw; with the place in the training and in the model when it was because of gradients that are not finite. */
  private notFinite(error: unknown, at: { epoch: number; batch: number }, backward: () => unknown): unknown {
    if (!(error instanceof GradusError) || error.code !== 'range') return error
    const told = gradientError(error, at, backward)
    if (told !== undefined) this.history.stopped = 'diverged'
    return told ?? error
  }

  private measure(data: Dataset, batches: Batches): Record<string, number> {
    const { model, loss, metrics } = this.parts
    return noGradient(() => {
      const tally = new Tally(metrics)
      for (const batch of batches) {
        const tensors = this.reader.read('evaluate', batch, !isArrayDataset(data))
        const prediction = model.forward(tensors.x)
        tally.add((mean(loss.perSample(prediction, tensors.y)) as Tensor).item(), prediction, tensors)
      }
      return tally.logs()
    })
  }
}

/** What `run` tells: the public events, and the beginning of an epoch for callbacks. */
type RunEvent = TrainingEvent | { readonly type: 'begin'; readonly epoch: number }
