import { checkInteger, checkNumber, checkOptions } from '@gradus/kernel'
import type { TrainingView } from '../training-view.ts'
import type { Callback } from './callback.ts'
import { readState } from './check-state.ts'
import { Monitor, type MonitorOptions, monitorOptions } from './monitor.ts'

/** Options of {@link reduceLearningRateOnPlateau}. */
export interface ReduceLearningRateOnPlateauOptions extends MonitorOptions {
  /** What the learning rate is multiplied by, in (0, 1). Default 0.1. */
  readonly factor?: number
  /** After how many epochs without a better number. Default 10. */
  readonly patience?: number
  /** How many epochs are not counted after a reduction. Default 0. */
  readonly cooldown?: number
  /** The least learning rate. Default 0. */
  readonly minLearningRate?: number
}

/**
 * A callback that lowers the learning rate when a number has stopped getting better; a schedule of the optimizer goes on below it, by a smaller
 * factor. `minDelta` is 0.0001 unless stated.
 *
 * Throws: GradusError 'type' or 'range' for a wrong option; when training begins 'state' for a number that it does not tell.
 * Source: Keras' `ReduceLROnPlateau`; PyTorch's counts one epoch more, and its `threshold` is relative unless told otherwise.
 *
 * @example
 * import { meanSquaredError } from '@gradus/losses'
 *
 * const trainer = new Trainer({ model: sequential([input([2]), dense(1)]), loss: meanSquaredError(), optimizer: sgd({ learningRate: 0.1 }) })
 * await trainer.fit(xor(), { epochs: 100, callbacks: [reduceLearningRateOnPlateau({ factor: 0.5, patience: 3 })] })
 * trainer.snapshot().optimizer.rateFactor < 1 // true
 */
export function reduceLearningRateOnPlateau(options: ReduceLearningRateOnPlateauOptions = {}): Callback {
  const name = 'reduceLearningRateOnPlateau'
  checkOptions(name, options, [...monitorOptions, 'factor', 'patience', 'cooldown', 'minLearningRate'])
  const { factor = 0.1, patience = 10, cooldown = 0, minLearningRate = 0 } = options
  checkNumber(name, 'factor', factor, { above: 0, below: 1 })
  checkInteger(name, 'patience', patience, { min: 0 })
  checkInteger(name, 'cooldown', cooldown, { min: 0 })
  checkNumber(name, 'minLearningRate', minLearningRate, { min: 0 })
  const monitor = new Monitor(name, options, 1e-4)
  let training: TrainingView | undefined
  let best: number | undefined
  let waited = 0
  let cooling = 0
  return {
    name,
    onTrainBegin(event) {
      training = event.training
      monitor.begin(training.series)
      best = undefined
      waited = 0
      cooling = 0
    },
    onEpochEnd({ logs }) {
      const value = monitor.read(logs)
      if (value === undefined) return
      if (cooling > 0) {
        cooling--
        waited = 0
      }
      if (monitor.isBetter(value, best)) {
        best = value
        waited = 0
        return
      }
      if (cooling > 0) return
      waited++
      const { learningRate } = training!
      if (waited < patience || learningRate <= minLearningRate) return
      training!.learningRate = Math.max(learningRate * factor, minLearningRate)
      cooling = cooldown
      waited = 0
    },
    snapshot: () => ({ best: best ?? null, waited, cooling }),
    restore(state) {
      const kept = readState(name, state, { best: 'numberOrNull', waited: 'number', cooling: 'number' })
      best = kept.best ?? undefined
      waited = kept.waited
      cooling = kept.cooling
    },
  }
}
