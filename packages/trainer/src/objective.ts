import type { SampleLoss } from '@gradus/losses'
import { add, cast, divide, equal, mean, multiply, type NamedParameters, sum, type Tensor, where } from '@gradus/tensor'

/** The one number of a batch that training makes small. */
export interface Objective {
  /** The samples' losses by their weights as one, and the penalties of the parameters. */
  readonly objective: Tensor
  /** What the samples counted together in the mean; undefined where each counted 1. */
  readonly counted: Tensor | undefined
}

/**
 * The objective of a batch: its samples' losses, multiplied by the weights of the samples where it has some, and reduced as the loss says; and
 * on top of that what the regularizers say of the parameters, in their order.
 *
 * As in Keras, weights of samples leave alone what the sum is divided by, and penalties are part of the loss that is told.
 */
export function objectiveOf(
  loss: SampleLoss,
  parameters: NamedParameters,
  prediction: Tensor,
  { y, weights }: { readonly y: Tensor; readonly weights: Tensor | undefined },
  reduction: 'mean' | 'sum',
): Objective {
  const perSample = loss.perSample(prediction, y)
  const weighted = weights === undefined ? perSample : (multiply(perSample, weights) as Tensor)
  const counted = loss.sampleWeights && (sum(cast(loss.sampleWeights(y), perSample.dtype)) as Tensor)
  let objective: Tensor
  if (reduction === 'sum') objective = sum(weighted) as Tensor
  else if (counted === undefined) objective = mean(weighted) as Tensor
  // Where nothing counts, the sum of the losses is 0, and so is their mean.
  else objective = divide(sum(weighted), where(equal(counted, 0), 1, counted)) as Tensor
  for (const { tensor, trainable, regularizer } of parameters.values()) {
    if (trainable && regularizer !== undefined) objective = add(objective, cast(regularizer(tensor), objective.dtype)) as Tensor
  }
  return { objective, counted }
}
