import { checkBoolean, checkInteger, checkNumber, checkOptions } from '@gradus/kernel'
import type { TensorSnapshot } from '../tensor-snapshot.ts'
import type { TrainingView } from '../training-view.ts'
import type { Callback } from './callback.ts'
import { readState } from './check-state.ts'
import { Monitor, type MonitorOptions, monitorOptions } from './monitor.ts'

/** Options of {@link earlyStopping}. */
export interface EarlyStoppingOptions extends MonitorOptions {
  /** After how many epochs without a better number training ends. Default 0: after the first. */
  readonly patience?: number
  /** A number that training must beat to be getting better at all. */
  readonly baseline?: number
  /** Whether the model ends with the weights of the best epoch, however training ends. Default true; Keras' is false. */
  readonly restoreBestWeights?: boolean
  /** The epochs before this one are not looked at. Default 0. */
  readonly startFromEpoch?: number
}

/**
 * A callback that ends training when a number has stopped getting better, and gives back the weights of the best epoch.
 *
 * Throws: GradusError 'type' or 'range' for a wrong option; when training begins 'state' for a number that it does not tell.
 * Source: Prechelt 1998, Early Stopping — But When?; the rule of counting is Keras' `EarlyStopping`.
 *
 * @example
 * import { meanSquaredError } from '@gradus/losses'
 *
 * const trainer = new Trainer({ model: sequential([input([2]), dense(1)]), loss: meanSquaredError(), optimizer: sgd() })
 * const history = await trainer.fit(xor(), { epochs: 10_000, callbacks: [earlyStopping({ patience: 5, minDelta: 1e-4 })] })
 * history.stopped // 'stopped'
 */
export function earlyStopping(options: EarlyStoppingOptions = {}): Callback {
  const name = 'earlyStopping'
  checkOptions(name, options, [...monitorOptions, 'patience', 'baseline', 'restoreBestWeights', 'startFromEpoch'])
  const { patience = 0, baseline, restoreBestWeights = true, startFromEpoch = 0 } = options
  checkInteger(name, 'patience', patience, { min: 0 })
  if (baseline !== undefined) checkNumber(name, 'baseline', baseline)
  checkBoolean(name, 'restoreBestWeights', restoreBestWeights)
  checkInteger(name, 'startFromEpoch', startFromEpoch, { min: 0 })
  const monitor = new Monitor(name, options, 0)
  let training: TrainingView | undefined
  let best: number | undefined
  let waited = 0
  let weights: ReadonlyMap<string, TensorSnapshot> | undefined
  return {
    name,
    onTrainBegin(event) {
      training = event.training
      monitor.begin(training.series)
      best = undefined
      waited = 0
      weights = undefined
    },
    onEpochEnd({ epoch, logs, stop }) {
      const value = monitor.read(logs)
      if (value === undefined || epoch < startFromEpoch) return
      // The first epoch is the best so far, whatever it is.
      if (restoreBestWeights && weights === undefined) weights = training!.weights()
      waited++
      if (monitor.isBetter(value, best)) {
        best = value
        if (restoreBestWeights) weights = training!.weights()
        if (baseline === undefined || monitor.isBetter(value, baseline)) waited = 0
        return
      }
      if (waited >= patience && epoch > 0) stop()
    },
    onTrainEnd() {
      if (weights !== undefined) training?.setWeights(weights)
      weights = undefined
    },
    snapshot: () => ({ best: best ?? null, waited, weights: weights === undefined ? null : Object.fromEntries(weights) }),
    restore(state) {
      const kept = readState(name, state, { best: 'numberOrNull', waited: 'number', weights: 'weightsOrNull' })
      best = kept.best ?? undefined
      waited = kept.waited
      weights = kept.weights === null ? undefined : new Map(Object.entries(kept.weights))
    },
  }
}
