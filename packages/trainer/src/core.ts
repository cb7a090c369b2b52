import type { Batch, Batches, Dataset } from '@gradus/datasets'
import { GradusError, type RandomGenerator, randomGenerator } from '@gradus/kernel'
import type { Model } from '@gradus/layers'
import type { OptimizerState } from '@gradus/optimizers'
import type { NamedParameters } from '@gradus/tensor'
import { Accumulation } from './accumulation.ts'
import { isArrayDataset } from './data.ts'
import { EvaluationStep } from './engine/evaluation-step.ts'
import { PredictionStep } from './engine/prediction-step.ts'
import type { Training } from './engine/training.ts'
import { TrainingStep } from './engine/training-step.ts'
import { emptyHistory, type History } from './history.ts'
import type { RunSnapshot, TrainerSnapshot } from './snapshot.ts'
import type { Parts } from './step.ts'
import { Tally } from './tally.ts'
import { BatchReader } from './tensor-batch.ts'
import type { TrainerSettings } from './trainer-options.ts'

// Two trainers may share a model, but they cannot both train it at once.
const training = new WeakSet<Model>()

/** What all that a trainer does has in common: the parts, everything that evolves, and the ways to run a step. */
export class TrainerCore<Name extends string = string> {
  readonly parts: Parts
  readonly parameters: NamedParameters
  readonly state: OptimizerState
  readonly random: RandomGenerator
  readonly names: readonly Name[]
  readonly reader: BatchReader
  readonly training: Training
  /** Counts what is trained on. */
  readonly tally: Tally
  readonly trainingStep: TrainingStep
  readonly predictionStep: PredictionStep
  /** What happened in the last training. */
  history: History<Name>
  /** Epochs that are over. */
  epoch = 0
  /** The way through the data of the training under way or the last. */
  batches: Batches | undefined
  /** What a snapshot that was put back says of the training that is to go on. */
  restored: Restored | undefined
  /** Tells how the training under way or the last stands; undefined before the first. */
  standing: (() => RunSnapshot) | undefined
  private readonly measured: Tally
  private readonly evaluationStep: EvaluationStep

  constructor({ parts, seed, engine, accumulationSteps }: TrainerSettings) {
    this.parts = parts
    this.parameters = parts.model.parameters()
    this.state = parts.optimizer.initialize(this.parameters)
    this.random = randomGenerator(seed)
    this.names = parts.metrics.map((metric) => metric.name as Name)
    this.reader = new BatchReader(parts)
    this.history = emptyHistory(this.names, false)
    this.training = this.createTraining(seed, accumulationSteps)
    this.tally = new Tally(parts.metrics)
    this.trainingStep = new TrainingStep(this.training, this.tally, this.reader, engine)
    const tell = (reason: string): void => this.training.warn(reason)
    this.measured = new Tally(parts.metrics)
    this.evaluationStep = new EvaluationStep(parts, this.parameters, this.measured, this.reader, engine, tell)
    this.predictionStep = new PredictionStep(parts, this.parameters, engine, tell)
  }

  /** Throws 'state' while the model is being trained. */
  checkIdle(operation: string): void {
    if (training.has(this.parts.model)) throw new GradusError('state', `${operation}: this model is already training; wait for fit to end`)
  }

  /** Claims the model for training on these batches, from where a snapshot stood that was put back. Gives what that says of the training. */
  begin(operation: string, batches: Batches): Restored | undefined {
    this.checkIdle(operation)
    const { restored } = this
    if (restored === undefined) this.leaveEpoch()
    else if (restored.position !== null) this.goTo(batches, restored)
    this.restored = undefined
    this.batches = batches
    this.extendState()
    this.trainingStep.refresh()
    training.add(this.parts.model)
    return restored
  }

  /** Lets go of the model. */
  end(): void {
    this.trainingStep.publish()
    training.delete(this.parts.model)
  }

  /** The mean loss and the metrics over data, in evaluation mode, batch by batch. */
  *measure(data: Dataset, batches: Batches): Generator<void, Record<string, number>> {
    this.measured.begin()
    const check = !isArrayDataset(data)
    for (const batch of batches) {
      if (batches.batch > 1) yield
      this.evaluationStep.run(batch as Batch, check)
    }
    return this.measured.logs()
  }

  /** An epoch that was left after its last batch is over when another training begins. */
  private leaveEpoch(): void {
    const { batches } = this
    if (batches !== undefined && batches.batch === batches.batchesPerEpoch) this.epoch++
  }

  private goTo(batches: Batches, { position, ignoresDifferences }: Restored): void {
    try {
      batches.restore(position!)
    } catch (error) {
      if (ignoresDifferences && error instanceof GradusError && error.code === 'state') return
      throw error
    }
  }

  /** Parameters that have become trainable get what the optimizer remembers of each. */
  private extendState(): void {
    const { parts, parameters, state } = this
    const isNew = ([name, { trainable }]: [string, { trainable: boolean }]): boolean => trainable && !state.slots.has(name)
    if (![...parameters].some(isNew)) return
    const slots = state.slots as Map<string, never>
    for (const [name, own] of parts.optimizer.initialize(parameters).slots) if (!slots.has(name)) slots.set(name, own as never)
    this.trainingStep.forget()
  }

  /** What steps share, with this trainer's history. */
  private createTraining(seed: number, accumulationSteps: number): Training {
    const { parts, parameters, state } = this
    const sumsLoss = parts.loss.reduction === 'sum'
    return {
      parts,
      parameters,
      state,
      seed,
      draws: 0,
      accumulation: accumulationSteps > 1 ? new Accumulation(accumulationSteps, parameters, sumsLoss) : undefined,
      lastGood: undefined,
      sumsLoss,
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

/** What a snapshot that was put back says of the training that is to go on. */
export interface Restored extends Pick<TrainerSnapshot, 'position' | 'run'> {
  /** Whether other data, another batch size or other callbacks are no reason to refuse. */
  readonly ignoresDifferences: boolean
}
