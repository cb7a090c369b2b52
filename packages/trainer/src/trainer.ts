import type { Dataset } from '@gradus/datasets'
import { describe, GradusError, type Shape } from '@gradus/kernel'
import type { TargetKind, TargetShape } from '@gradus/losses'
import type { Tensor } from '@gradus/tensor'
import { tellError } from './callbacks/tell-error.ts'
import { TrainerCore } from './core.ts'
import type { DataSource, DatasetOf, SourceOf } from './data-types.ts'
import type { TrainingEvent } from './events.ts'
import { FitLoop } from './fit-loop.ts'
import { type EvaluateOptions, type FitArguments, type FitOptions, readBatchSize, readEvaluate, readFit } from './fit-options.ts'
import { emptyHistory, type History } from './history.ts'
import { Pause, withPauses } from './pause.ts'
import { predictBatches } from './predict.ts'
import { type RestoreOptions, restore, snapshotOf, trial } from './restore.ts'
import type { TrainerSnapshot } from './snapshot.ts'
import { checkShapes, readParts, type TrainerOptions } from './trainer-options.ts'
import { trainingEvents } from './training-events.ts'

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
  private readonly core: TrainerCore<Name>
  private loop: FitLoop<Name> | undefined

  constructor(options: TrainerOptions<In, Out, Kind, Name>) {
    const settings = readParts(options)
    this.core = new TrainerCore(settings)
    checkShapes(settings.parts.model)
  }

  /** What happened in the last call of `fit`, also when it failed. */
  get history(): History<Name> {
    return this.core.history
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
    const { core } = this
    core.checkIdle('fit')
    try {
      this.loop = new FitLoop(core, readFit('fit', args, core.parts, core.random))
      return await this.loop.run()
    } catch (error) {
      await tellError(args.at(-1), { error, epoch: core.epoch, history: core.history })
      throw error
    } finally {
      this.loop = undefined
    }
  }

  /**
   * Holds `fit` between two steps, until {@link resume}; what the trainer may be asked between steps, it may be asked then. A signal that is
   * aborted ends also a training that is held.
   *
   * Throws: GradusError 'state' when `fit` is not under way.
   */
  pause(): void {
    this.underWay('pause').wait()
  }

  /** Lets `fit` go on. Throws: GradusError 'state' when `fit` is not under way. */
  resume(): void {
    this.underWay('resume').proceed()
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
    const { core } = this
    const plan = readFit('events', args, core.parts, core.random)
    core.history = emptyHistory(core.names, plan.validation !== undefined)
    yield* trainingEvents(core, plan)
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
    const { core } = this
    const { data, batches } = readEvaluate(args, core.parts)
    return (await withPauses(new Pause(), core.measure(data, batches))) as Record<'loss' | Name, number>
  }

  /**
   * The model's outputs for inputs, in evaluation mode; nothing changes.
   *
   * Throws (as a rejected promise): GradusError when the inputs do not fit or are not finite.
   */
  async predict<X extends Shape = Shape>(inputs: SourceOf<X, In, 'inputs'>, options?: EvaluateOptions): Promise<Tensor<Out>> {
    const { parts, predictionStep } = this.core
    const size = readBatchSize('predict', options)
    const steps = predictBatches(parts.model, inputs as DataSource, size, (batch) => predictionStep.run(batch))
    return (await withPauses(new Pause(), steps)) as Tensor as Tensor<Out>
  }

  /**
   * Everything that evolves, as plain data: parameters, optimizer state, generators, position in the data, history, what callbacks remember.
   * `checkpointBytes` makes a file of it.
   */
  snapshot(): TrainerSnapshot {
    return snapshotOf(this.core)
  }

  /**
   * Puts a snapshot back. A `fit` with the same data and options then goes on exactly where the snapshot was taken, and its history with it; one
   * taken within an epoch first finishes that epoch, as the first of its `epochs`.
   *
   * Throws: GradusError 'state' listing all differences when the snapshot is of another model or optimizer, or while training; then nothing changes.
   */
  restore(snapshot: TrainerSnapshot, options?: RestoreOptions): void {
    restore(this.core, snapshot, options)
  }

  /**
   * Runs an action that may train, and puts everything back as it was, the history too: `await trainer.trial(() => trainer.fit(data))`.
   *
   * Throws (as a rejected promise): what the action throws; GradusError 'state' while training.
   */
  async trial<Result>(action: () => Result | Promise<Result>): Promise<Result> {
    if (typeof action !== 'function') throw new GradusError('type', `trial: expected a function, got ${describe(action)}`)
    this.core.checkIdle('trial')
    return trial(this.core, action)
  }

  private underWay(operation: string): FitLoop<Name> {
    if (this.loop === undefined) throw new GradusError('state', `${operation}: fit is not under way`)
    return this.loop
  }
}
