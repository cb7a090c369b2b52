import { GradusError } from '@gradus/kernel'
import { stepRandom, type Tensor } from '@gradus/tensor'
import { divergenceError, gradientError } from '../divergence.ts'
import type { TrainingEvent } from '../events.ts'
import { backwardStep, type Forward, forwardStep } from '../step.ts'
import type { Tally } from '../tally.ts'
import type { TensorBatch } from '../tensor-batch.ts'
import { softmaxWarning } from '../warnings.ts'
import { watchedStep } from '../watched-step.ts'
import type { Training } from './training.ts'

/** Where in the training a step is. */
export interface StepPlace {
  readonly epoch: number
  readonly batch: number
}

/**
 * One step, operation by operation: forward, check, backward, update. Gives the mean loss of the batch before the update; what happens on the
 * way is told when it is `watched`.
 *
 * Throws: GradusError 'range' when the loss or a gradient is not finite, naming the first operation that made it so. The last good weights are
 * then restored.
 */
export function* eagerStep(
  training: Training,
  batch: TensorBatch,
  tally: Tally,
  at: StepPlace,
  watched: boolean,
): Generator<TrainingEvent, number> {
  const { parts, parameters, state, seed } = training
  const random = stepRandom(seed, state.step)
  const first = state.step === 0
  const { prediction, objective }: Forward = watched ? yield* watchedStep(parts, batch, random) : forwardStep(parts, batch, random)
  const total = objective.item()
  const loss = training.sumsLoss ? total / batch.size : total
  if (!Number.isFinite(loss)) throw diverged(training, loss, at, () => forwardStep(parts, batch, stepRandom(seed, state.step)).objective)
  if (first) training.warn(softmaxWarning(parts.loss, prediction.toTypedArray(), prediction.shape.slice(1)))
  const gradients = backwardStep(objective, parameters)
  const before = new Map([...parameters].map(([name, { tensor }]) => [name, tensor.detach()]))
  try {
    parts.optimizer.update(parameters, gradients, state)
  } catch (error) {
    throw notFinite(training, error, at, () => backwardStep(objective, parameters, { checkFinite: true }))
  }
  training.lastGood = { loss, values: before }
  tally.add(loss, batch.size, prediction, batch.y)
  if (watched) {
    for (const [parameter, gradient] of gradients) {
      yield { type: 'update', parameter, gradient, before: before.get(parameter)!, after: parameters.get(parameter)!.tensor.detach() }
    }
  }
  return loss
}

/** Puts back the weights that last gave a finite loss and says what went wrong where. */
function diverged(training: Training, loss: number, { epoch, batch }: StepPlace, replay: () => Tensor): GradusError {
  const { lastGood, state, parts, parameters } = training
  const learningRate = parts.optimizer.learningRate(Math.max(0, state.step - 1))
  const error = divergenceError({ loss, epoch, batch, learningRate, lastFiniteLoss: lastGood?.loss }, replay)
  if (lastGood !== undefined) for (const [name, value] of lastGood.values) parameters.get(name)!.tensor.assign(value)
  training.stopped('diverged')
  return error
}

/** What an update threw; with the place in the training and in the model when it was because of gradients that are not finite. */
function notFinite(training: Training, error: unknown, at: StepPlace, backward: () => unknown): unknown {
  if (!(error instanceof GradusError) || error.code !== 'range') return error
  const told = gradientError(error, at, backward)
  if (told !== undefined) training.stopped('diverged')
  return told ?? error
}
