import { type ArrayData, GradusError } from '@gradus/kernel'
import { stepRandom, type Tensor } from '@gradus/tensor'
import { divergenceError, gradientError } from '../divergence.ts'
import type { TrainingEvent } from '../events.ts'
import { backwardStep, type Forward, forwardStep } from '../step.ts'
import type { Tally } from '../tally.ts'
import type { TensorBatch } from '../tensor-batch.ts'
import { softmaxWarning } from '../warnings.ts'
import { watchedStep } from '../watched-step.ts'
import type { StepPlace, Training } from './training.ts'
import { updateStep } from './update-step.ts'

/**
 * One step, operation by operation: forward, check, backward, update. Gives the mean loss of the batch before the update; what happens on the
 * way is told when it is `watched`. One that fails, or is left before its update, changes nothing, running statistics of layers included.
 *
 * Throws: GradusError 'range' when the loss or a gradient is not finite, naming the first operation that made it so. After a loss that is not,
 * the last good weights are restored.
 */
export function* eagerStep(
  training: Training,
  batch: TensorBatch,
  targets: ArrayData,
  tally: Tally,
  at: StepPlace,
  watched: boolean,
): Generator<TrainingEvent, number> {
  const { parts, parameters, state, seed, draws } = training
  const { step } = state
  const random = stepRandom(seed, draws)
  const before: Weights = new Map([...parameters].map(([name, { tensor }]) => [name, tensor.detach()]))
  /** The weights with which the step is left unless it comes to its end. */
  let otherwise: Weights | undefined = before
  try {
    const { prediction, objective, counted }: Forward = watched
      ? yield* watchedStep(parts, parameters, batch, random)
      : forwardStep(parts, parameters, batch, random)
    const total = objective.item()
    const loss = training.sumsLoss ? total / batch.size : total
    if (!Number.isFinite(loss)) {
      const error = diverged(training, loss, at, () => forwardStep(parts, parameters, batch, stepRandom(seed, draws)).objective)
      otherwise = training.lastGood?.values ?? before
      throw error
    }
    if (draws === 0) training.warn(softmaxWarning(parts.loss, prediction.toTypedArray(), prediction.shape.slice(1)))
    const gradients = backwardStep(objective, parameters)
    const measured = tally.next(prediction, batch.y)
    try {
      updateStep(training, gradients, batch.size, counted, at.updates)
    } catch (error) {
      throw notFinite(training, error, at, () => backwardStep(objective, parameters, { checkFinite: true }))
    }
    if (tally.needsValues) {
      const { shape, dtype } = prediction
      tally.look({ data: prediction.toTypedArray(), shape, dtype }, targets)
    }
    tally.take(measured)
    tally.count(loss, counted === undefined ? batch.size : counted.item())
    training.lastGood = { loss, values: before }
    otherwise = undefined
    if (watched && at.updates) {
      for (const [parameter, gradient] of gradients) {
        yield { type: 'update', parameter, gradient, before: before.get(parameter)!, after: parameters.get(parameter)!.tensor.detach() }
      }
    }
    return loss
  } finally {
    if (otherwise !== undefined) {
      for (const [name, value] of otherwise) parameters.get(name)!.tensor.assign(value)
      state.step = step
    }
  }
}

type Weights = ReadonlyMap<string, Tensor>

/** What went wrong where. */
function diverged(training: Training, loss: number, { epoch, batch }: StepPlace, replay: () => Tensor): GradusError {
  const { lastGood, state, parts } = training
  const learningRate = parts.optimizer.learningRate(Math.max(0, state.step - 1)) * state.rateFactor
  const error = divergenceError({ loss, epoch, batch, learningRate, lastFiniteLoss: lastGood?.loss }, replay)
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
