import type { Batch, Dataset } from '@gradus/datasets'
import type { Model } from '@gradus/layers'
import type { SampleLoss } from '@gradus/losses'
import type { Optimizer } from '@gradus/optimizers'
import type { NamedParameters, Tensor, WalkNode } from '@gradus/tensor'
import type { History } from './history.ts'
import type { TrainerSnapshot } from './snapshot.ts'
import type { TensorSnapshot } from './tensor-snapshot.ts'

/** A training as callbacks see it. Between steps they may look at everything, and change what has a way to be changed. */
export interface TrainingView {
  /** What is trained. */
  readonly model: Model
  /** How wrong a prediction is. */
  readonly loss: SampleLoss
  /** How parameters follow from gradients. */
  readonly optimizer: Optimizer
  /** The names of what an epoch tells: `loss`, `binaryAccuracy`, with validation also `validation.loss` … */
  readonly series: readonly string[]
  /** The parameters as they are now. */
  readonly parameters: NamedParameters
  /** What it learns from. */
  readonly data: Dataset
  /** What it is measured on after epochs; undefined where there is none. */
  readonly validation: Dataset | undefined
  /** What has happened so far. */
  readonly history: History
  /** Updates that were made, over all calls of `fit`. */
  readonly step: number
  /**
   * The learning rate of the next update: the optimizer's schedule times a factor. Setting it changes the factor, from then on and for all
   * groups. Throws 'range' unless it is a finite number >= 0, 'state' where the schedule gives 0.
   */
  learningRate: number
  /** Copies of the parameters. */
  weights(): ReadonlyMap<string, TensorSnapshot>
  /** Puts copies back. */
  setWeights(weights: ReadonlyMap<string, TensorSnapshot>): void
  /** Everything that evolves, as plain data: what `trainer.snapshot()` gives. */
  snapshot(): TrainerSnapshot
  /** The forward and the backward half of a step on a batch, operation by operation, without its update. Nothing changes. */
  rehearse(batch: Batch): Rehearsal
}

/** What a step would do. */
export interface Rehearsal {
  /** The model's output for the batch. */
  readonly prediction: Tensor
  /** The loss with the penalties of regularizers: what is made small. */
  readonly objective: Tensor
  /** The operations in order: see `walk`. */
  readonly nodes: readonly WalkNode[]
  /** The gradient of each trainable parameter; undefined where the loss does not depend on it. */
  readonly gradients: ReadonlyMap<string, Tensor | undefined>
}
