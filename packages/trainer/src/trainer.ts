import type { Batch, Batches, Dataset } from '@gradus/datasets'
import { GradusError, type RandomGenerator, randomGenerator, type Shape } from '@gradus/kernel'
import type { Model } from '@gradus/layers'
import type { TargetKind, TargetShape } from '@gradus/losses'
import type { OptimizerState } from '@gradus/optimizers'
import type { NamedParameters, Tensor } from '@gradus/tensor'
import { notify } from './callback.ts'
import { isArrayDataset } from './data.ts'
import type { DataSource, DatasetOf, SourceOf } from './data-types.ts'
import { eagerStep } from './engine/eager-step.ts'
import { EvaluationStep } from './engine/evaluation-step.ts'
import { PredictionStep } from './engine/prediction-step.ts'
import type { Training } from './engine/training.ts'
import { TrainingStep } from './engine/training-step.ts'
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
import type { Parts } from './step.ts'
import { Tally } from './tally.ts'
import { BatchReader } from './tensor-batch.ts'
import { checkShapes, readParts, type TrainerOptions } from './trainer-options.ts'

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
  private readonly names: readonly Name[]
  private readonly reader: BatchReader
  private readonly training: Training
  private readonly tally: Tally
  private readonly trainingStep: TrainingStep
  private readonly measured: Tally
  private readonly evaluationStep: EvaluationStep
  private readonly predictionStep: PredictionStep
  private epoch = 0
  private batches: Batches | undefined
  private resumeAt: TrainerSnapshot['position'] = null

  constructor(options: TrainerOptions<In, Out, Kind, Name>) {
    const { parts, seed, engine } = readParts(options)
    this.parts = parts
    this.parameters = parts.model.parameters()
    this.state = parts.optimizer.initialize(this.parameters)
    checkShapes(parts.model)
    this.random = randomGenerator(seed)
    this.names = parts.metrics.map((metric) => metric.name as Name)
    this.reader = new BatchReader(parts)
    this.history = emptyHistory(this.names, false)
    this.training = this.createTraining(seed)
    this.tally = new Tally(parts.metrics)
    this.trainingStep = new TrainingStep(this.training, this.tally, this.reader, engine)
    const tell = (reason: string): void => this.training.warn(reason)
    this.measured = new Tally(parts.metrics)
    this.evaluationStep = new EvaluationStep(parts, this.parameters, this.measured, this.reader, engine, tell)
    this.predictionStep = new PredictionStep(parts, this.parameters, engine, tell)
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
    const { callbacks, signal, batches } = plan
    const history = emptyHistory(this.names, plan.validation !== undefined)
    this.history = history
    try {
      await notify(
        callbacks,
        'onTrainBegin',
        { epochs: plan.epochs, batchesPerEpoch: batches.batchesPerEpoch, samples: plan.data.size },
        signal,
      )
      this.begin('fit', batches)
      try {
        const run: Run<Name> = {
          plan,
          history,
          unseen: !isArrayDataset(plan.data),
          pause: new Pause(),
          round: 0,
          within: false,
          stopped: false,
        }
        if (callbacks.length > 0) await this.watchedEpochs(run)
        else while (!this.quietEpochs(run)) await this.letOthersRun(run.pause)
      } finally {
        this.end(batches)
      }
    } finally {
      await notify(callbacks, 'onTrainEnd', history, signal)
    }
    return history
  }

  /** The loop of `fit` where somebody watches: each callback's promise is awaited. */
  private async watchedEpochs(run: Run<Name>): Promise<void> {
    const { plan, pause } = run
    const { batches, callbacks, signal } = plan
    const stop = (): void => {
      run.stopped = true
    }
    for (; run.round < plan.epochs; run.round++) {
      const { epoch } = this
      this.tally.begin()
      let pending = notify(callbacks, 'onEpochBegin', { epoch }, signal)
      if (pending !== undefined) await pending
      if (isOver(run)) return
      for (let number = batches.batch, batch = batches.nextBatch(); batch !== undefined; number++, batch = batches.nextBatch()) {
        this.trainingStep.refresh()
        const loss = this.trainingStep.run('fit', batch, run.unseen, epoch, number)
        this.trainingStep.publish()
        pending = notify(callbacks, 'onBatchEnd', { epoch, batch: number, size: batch.size, loss, stop }, signal)
        if (pending !== undefined) await pending
        if (isOver(run)) return
        if (pause.due) await this.letOthersRun(pause)
      }
      const validation = this.endEpoch(run)
      const logs = { ...this.tally.logs(), ...(validation && { validation }) } as unknown as EpochLogs<Name>
      pending = notify(callbacks, 'onEpochEnd', { epoch, logs, stop }, signal)
      if (pending !== undefined) await pending
      if (isOver(run)) return
    }
  }

  /**
   * The same where nobody does: no promise, no event. An epoch may be one step of a tenth of a microsecond. Gives false when it is time to
   * let others run, to be called again.
   */
  private quietEpochs(run: Run<Name>): boolean {
    const { plan, pause, unseen } = run
    const { batches, signal } = plan
    for (; run.round < plan.epochs; run.round++) {
      if (!run.within) this.tally.begin()
      run.within = true
      for (let number = batches.batch, batch = batches.nextBatch(); batch !== undefined; number++, batch = batches.nextBatch()) {
        this.trainingStep.run('fit', batch, unseen, this.epoch, number)
        if (signal !== undefined && isOver(run)) return true
        if (pause.due) return false
      }
      this.endEpoch(run)
      run.within = false
    }
    return true
  }

  private async letOthersRun(pause: Pause): Promise<void> {
    this.trainingStep.publish()
    await pause.take()
    this.trainingStep.refresh()
  }

  /** Validates, and writes the epoch into the history. */
  private endEpoch({ plan: { validation, batches }, history }: Run<Name>): Record<string, number> | undefined {
    this.epoch++
    const measured = validation && this.measure(validation, validation.batches({ batchSize: batches.batchSize }))
    appendEpoch(history, this.names, this.tally, measured)
    return measured
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
    yield* this.run(plan)
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
    const size = readBatchSize('predict', options)
    return predictBatches(this.parts.model, inputs as DataSource, size, (batch) => this.predictionStep.run(batch)) as Tensor as Tensor<Out>
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
    this.training.lastGood = undefined
    this.epoch = snapshot.epoch
    this.batches = undefined
    this.resumeAt = snapshot.position
  }

  private get evolving(): Parameters<typeof takeSnapshot>[0] {
    const { parameters, state, random } = this
    return { optimizerName: this.parts.optimizer.name, parameters, state, random }
  }

  private checkIdle(operation: string): void {
    if (training.has(this.parts.model)) throw new GradusError('state', `${operation}: this model is already training; wait for fit to end`)
  }

  /** Claims the model for training. */
  private begin(operation: string, batches: Batches): void {
    this.checkIdle(operation)
    if (this.resumeAt !== null) batches.restore(this.resumeAt)
    this.resumeAt = null
    this.batches = batches
    this.trainingStep.refresh()
    training.add(this.parts.model)
  }

  private end(batches: Batches): void {
    this.trainingStep.publish()
    training.delete(this.parts.model)
    // Left after the last batch of an epoch: it is over, though its numbers were not told.
    if (batches.batch === batches.batchesPerEpoch) {
      this.epoch++
      this.batches = undefined
    }
  }

  /** The training as `events` tells it. */
  private *run({ data, batches, epochs, validation }: TrainingPlan): Generator<TrainingEvent<Name>, void> {
    this.begin('events', batches)
    const { tally } = this
    try {
      for (let round = 0; round < epochs; round++) {
        const { epoch } = this
        tally.begin()
        for (let number = batches.batch, batch = batches.nextBatch(); batch !== undefined; number++, batch = batches.nextBatch()) {
          const tensors = this.reader.read('events', batch, !isArrayDataset(data))
          const loss = yield* eagerStep(this.training, tensors, tally, { epoch, batch: number }, true)
          yield { type: 'batch', epoch, batch: number, size: batch.size, loss }
        }
        this.epoch++
        const measured = validation && this.measure(validation, validation.batches({ batchSize: batches.batchSize }))
        yield { type: 'epoch', epoch, logs: { ...tally.logs(), ...(measured && { validation: measured }) } as unknown as EpochLogs<Name> }
      }
    } finally {
      this.end(batches)
    }
  }

  private measure(data: Dataset, batches: Batches): Record<string, number> {
    this.measured.begin()
    for (const batch of batches) this.evaluationStep.run(batch as Batch, !isArrayDataset(data))
    return this.measured.logs()
  }

  /** What steps share, with this trainer's history. */
  private createTraining(seed: number): Training {
    const { parts, parameters, state } = this
    return {
      parts,
      parameters,
      state,
      seed,
      lastGood: undefined,
      sumsLoss: parts.loss.reduction === 'sum',
      warn: (sentence) => {
        const { warnings } = this.history
        if (sentence !== undefined && !warnings.includes(sentence)) warnings.push(sentence)
      },
      stopped: (why) => {
        this.history.stopped = why
      },
    }
  }
}

/** A call of `fit` under way. */
interface Run<Name extends string> {
  readonly plan: TrainingPlan
  readonly history: History<Name>
  /** Whether nobody looked at the data before. */
  readonly unseen: boolean
  readonly pause: Pause
  /** Epochs that are over. */
  round: number
  /** Whether the current epoch has begun. */
  within: boolean
  /** Whether a callback asked to stop. */
  stopped: boolean
}

/** Whether the training ends here; the history then says why. */
function isOver<Name extends string>({ plan: { signal }, history, stopped }: Run<Name>): boolean {
  if (signal?.aborted) history.stopped = 'aborted'
  else if (stopped) history.stopped = 'stopped'
  return history.stopped !== undefined
}
