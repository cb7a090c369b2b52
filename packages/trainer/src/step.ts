import { GradusError } from '@gradus/kernel'
import type { Model } from '@gradus/layers'
import type { SampleLoss } from '@gradus/losses'
import type { Metric, WholeMetric } from '@gradus/metrics'
import type { Optimizer } from '@gradus/optimizers'
import { gradients, type NamedParameters, type StepRandom, type Tensor } from '@gradus/tensor'
import { type Objective, objectiveOf } from './objective.ts'
import type { TensorBatch } from './tensor-batch.ts'

/** The parts that take part in a step. */
export interface Parts {
  readonly model: Model
  readonly loss: SampleLoss
  readonly optimizer: Optimizer
  readonly metrics: readonly (Metric | WholeMetric)[]
}

/** The forward half of a step: the prediction, and the one number whose gradient is taken. */
export interface Forward extends Objective {
  readonly prediction: Tensor
}

/** Predicts a batch in training mode and compares it with its targets. */
export function forwardStep({ model, loss }: Parts, parameters: NamedParameters, batch: TensorBatch, random: StepRandom): Forward {
  const prediction = model.forward(batch.x, { training: true, random })
  return { prediction, ...objectiveOf(loss, parameters, prediction, batch, loss.reduction === 'sum' ? 'sum' : 'mean') }
}

/** Predicts a batch in evaluation mode and compares it with its targets; the objective is a mean, whatever training makes small. */
export function evaluationOf({ model, loss }: Parts, parameters: NamedParameters, batch: TensorBatch): Forward {
  const prediction = model.forward(batch.x)
  return { prediction, ...objectiveOf(loss, parameters, prediction, batch, 'mean') }
}

/**
 * The gradient of the objective for each trainable parameter, by name. Throws 'state' naming those on which it does not depend, with
 * `checkFinite` 'range' naming the first operation whose gradient is not finite.
 */
export function backwardStep(objective: Tensor, parameters: NamedParameters, { checkFinite = false } = {}): ReadonlyMap<string, Tensor> {
  const trainable = [...parameters].filter(([, parameter]) => parameter.trainable)
  const found = gradients(
    objective,
    trainable.map(([, { tensor }]) => tensor),
    { allowUnused: true, checkFinite },
  )
  const unused = trainable.filter((_, i) => found[i] === undefined).map(([name]) => name)
  if (unused.length > 0) {
    throw new GradusError(
      'state',
      `fit: the loss does not depend on ${unused.join(', ')}; use every layer in the model's forward pass, or make the parameter not trainable`,
    )
  }
  return new Map(trainable.map(([name], i) => [name, found[i]!]))
}
