import { GradusError } from '@gradus/kernel'
import type { Model } from '@gradus/layers'
import type { SampleLoss } from '@gradus/losses'
import type { Metric } from '@gradus/metrics'
import type { Optimizer } from '@gradus/optimizers'
import { gradients, mean, type NamedParameters, type StepRandom, sum, type Tensor } from '@gradus/tensor'
import type { TensorBatch } from './tensor-batch.ts'

/** The parts that take part in a step. */
export interface Parts {
  readonly model: Model
  readonly loss: SampleLoss
  readonly optimizer: Optimizer
  readonly metrics: readonly Metric[]
}

/** The forward half of a step: the prediction, and the one number whose gradient is taken. */
export interface Forward {
  readonly prediction: Tensor
  readonly objective: Tensor
}

/** Predicts a batch in training mode and compares it with its targets. */
export function forwardStep({ model, loss }: Parts, { x, y }: TensorBatch, random: StepRandom): Forward {
  const prediction = model.forward(x, { training: true, random })
  const perSample = loss.perSample(prediction, y)
  return { prediction, objective: (loss.reduction === 'sum' ? sum(perSample) : mean(perSample)) as Tensor }
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
