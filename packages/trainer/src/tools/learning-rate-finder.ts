import type { Dataset } from '@gradus/datasets'
import { checkInteger, checkNumber, checkOptions, describe, GradusError, type Shape } from '@gradus/kernel'
import * as scalar from '@gradus/kernel/scalar'
import type { TargetKind } from '@gradus/losses'
import type { Callback } from '../callbacks/callback.ts'
import { isDataset } from '../data.ts'
import type { FitOptions } from '../fit-options.ts'
import type { Trainer } from '../trainer.ts'
import type { TrainingView } from '../training-view.ts'

/** Options of {@link learningRateFinder}. */
export interface LearningRateFinderOptions extends Pick<FitOptions, 'batchSize' | 'shuffle' | 'signal'> {
  /** The first learning rate. Default 1e-6. */
  readonly from?: number
  /** The last. Default 10. */
  readonly to?: number
  /** How many steps lie between them. Default 100. */
  readonly steps?: number
  /** How much of the past the smoothed loss keeps, in [0, 1). Default 0.9. */
  readonly smoothing?: number
  /** It ends when the smoothed loss is above so many times its least value. Default 4. */
  readonly stopFactor?: number
}

/** What {@link learningRateFinder} found: a curve, ready for `lossCurve` with a logarithmic axis. */
export interface LearningRates {
  /** The learning rate of each step. */
  readonly learningRates: readonly number[]
  /** The loss of each batch before its step. */
  readonly losses: readonly number[]
  /** The same, smoothed. */
  readonly smoothed: readonly number[]
  /** The rate at which the smoothed loss falls fastest over the logarithm of the rate; undefined where it never falls. */
  readonly suggestion: number | undefined
}

/**
 * Looks for a learning rate: trains with one that grows from step to step, until the loss explodes. The trainer is afterwards as it was.
 *
 * Throws (as a rejected promise): GradusError as `fit` does; 'range' unless 0 < from < to; 'state' where the optimizer's schedule gives 0.
 * Source: Smith 2017, Cyclical Learning Rates for Training Neural Networks, section 3.3.
 *
 * @example
 * import { meanSquaredError } from '@gradus/losses'
 *
 * const trainer = new Trainer({ model: sequential([input([2]), dense(1)]), loss: meanSquaredError(), optimizer: sgd() })
 * const { learningRates, losses, suggestion } = await learningRateFinder(trainer, xor())
 * learningRates.length === losses.length // true
 * trainer.snapshot().optimizer.step // 0
 */
export async function learningRateFinder<In extends Shape, Out extends Shape, Kind extends TargetKind, Name extends string>(
  trainer: Trainer<In, Out, Kind, Name>,
  data: Dataset,
  options: LearningRateFinderOptions = {},
): Promise<LearningRates> {
  if (typeof trainer?.trial !== 'function')
    throw new GradusError('type', `learningRateFinder: expected a trainer, got ${describe(trainer)}`)
  if (!isDataset(data))
    throw new GradusError('type', `learningRateFinder: expected a dataset, got ${describe(data)}; dataset(x, y) makes one`)
  checkOptions('learningRateFinder', options, ['batchSize', 'shuffle', 'signal', 'from', 'to', 'steps', 'smoothing', 'stopFactor'])
  const { from = 1e-6, to = 10, steps = 100, smoothing = 0.9, stopFactor = 4, ...fitOptions } = options
  checkNumber('learningRateFinder', 'from', from, { above: 0 })
  checkNumber('learningRateFinder', 'to', to, { above: from })
  checkInteger('learningRateFinder', 'steps', steps, { min: 2 })
  checkNumber('learningRateFinder', 'smoothing', smoothing, { min: 0, below: 1 })
  checkNumber('learningRateFinder', 'stopFactor', stopFactor, { above: 1 })
  const rateOf = (step: number): number => from * scalar.power(to / from, step / (steps - 1))
  const losses: number[] = []
  const smoothed: number[] = []
  let mean = 0
  let least = Number.POSITIVE_INFINITY
  let training: TrainingView | undefined
  const climb: Callback = {
    onTrainBegin(event) {
      training = event.training
      training.learningRate = rateOf(0)
    },
    onBatchEnd({ loss, stop }) {
      losses.push(loss)
      mean = smoothing * mean + (1 - smoothing) * loss
      // Divided by the weight of what was seen, as in Adam: the first numbers count as much as they should.
      const value = mean / (1 - scalar.integerPower(smoothing, losses.length))
      smoothed.push(value)
      least = Math.min(least, value)
      if (losses.length === steps || value > stopFactor * least) stop()
      else training!.learningRate = rateOf(losses.length)
    },
    onDivergence: () => 'end',
  }
  await trainer.trial(() => trainer.fit(data as never, { ...fitOptions, epochs: steps, callbacks: [climb] } as never))
  const learningRates = losses.map((_, step) => rateOf(step))
  return { learningRates, losses, smoothed, suggestion: steepest(learningRates, smoothed) }
}

/** The rate in the middle of the two between which the loss falls most. */
function steepest(rates: readonly number[], losses: readonly number[]): number | undefined {
  let best: number | undefined
  let fall = 0
  for (let i = 1; i + 1 < losses.length; i++) {
    const slope = (losses[i - 1]! - losses[i + 1]!) / 2
    if (slope <= fall) continue
    fall = slope
    best = rates[i]
  }
  return best
}
