import { describe, GradusError } from '@gradus/kernel'
import type { TrainingView } from '../training-view.ts'
import type { Callback } from './callback.ts'

/**
 * A callback that sets the learning rate before each epoch, to what a function makes of the epoch, counted from 0, and the rate so far.
 *
 * For a rate that changes from step to step, give the optimizer a schedule.
 * Throws: GradusError 'type' unless it is a function; during training 'range' for a rate that is negative or not finite.
 * Source: Keras' `LearningRateScheduler`.
 *
 * @example
 * import { meanSquaredError } from '@gradus/losses'
 *
 * const trainer = new Trainer({ model: sequential([input([2]), dense(1)]), loss: meanSquaredError(), optimizer: sgd({ learningRate: 0.25 }) })
 * await trainer.fit(xor(), { epochs: 4, callbacks: [learningRateScheduler((epoch, rate) => (epoch < 2 ? rate : rate / 2))] })
 * trainer.snapshot().optimizer.rateFactor // 0.25
 */
export function learningRateScheduler(schedule: (epoch: number, learningRate: number) => number): Callback {
  if (typeof schedule !== 'function')
    throw new GradusError(
      'type',
      `learningRateScheduler: expected a function of the epoch and the learning rate, got ${describe(schedule)}`,
    )
  let training: TrainingView | undefined
  return {
    name: 'learningRateScheduler',
    onTrainBegin(event) {
      training = event.training
    },
    onEpochBegin({ epoch }) {
      training!.learningRate = schedule(epoch, training!.learningRate)
    },
  }
}
