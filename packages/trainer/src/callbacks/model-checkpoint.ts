import { checkBoolean, checkChoice, checkInteger, checkOptions, GradusError } from '@gradus/kernel'
import { writeCheckpoint } from '../checkpoint/checkpoint-bytes.ts'
import type { CheckpointStore } from '../checkpoint/checkpoint-store.ts'
import { checkStore } from '../checkpoint/restore-from.ts'
import type { TrainingView } from '../training-view.ts'
import type { Callback } from './callback.ts'
import { readState } from './check-state.ts'
import { Monitor, type MonitorOptions, monitorOptions } from './monitor.ts'

/** Options of {@link modelCheckpoint}. */
export interface ModelCheckpointOptions extends MonitorOptions {
  /** Where the checkpoint goes: `fileStore` of `@gradus/formats/node`, or any object with `read` and `write`. */
  readonly store: CheckpointStore
  /** After how many epochs, or batches, one is written. Default 1. */
  readonly every?: number
  /** Default 'epochs'. */
  readonly unit?: 'epochs' | 'batches'
  /** Whether only an epoch that is better than all before is kept, by the number that is monitored. Default false. */
  readonly saveBestOnly?: boolean
}

/**
 * A callback that keeps the whole training: what `trainer.snapshot()` gives, as a safetensors file. It comes after the other callbacks, whose states are part
 * of it, so that training goes on from it as if nothing had happened: see `restoreFrom`.
 *
 * Throws: GradusError 'type' or 'range' for a wrong option; when training begins whatever the store throws that cannot be written to.
 *
 * @example
 * import { meanSquaredError } from '@gradus/losses'
 *
 * let kept: Uint8Array | undefined
 * const store = { read: async () => kept, write: async (bytes: Uint8Array) => void (kept = bytes) }
 * const make = () => new Trainer({ model: sequential([input([2]), dense(1)]), loss: meanSquaredError(), optimizer: adam() })
 * await make().fit(xor(), { epochs: 3, callbacks: [modelCheckpoint({ store })] })
 *
 * const later = make()
 * await restoreFrom(later, store) // true
 * const history = await later.fit(xor(), { untilEpoch: 5, callbacks: [modelCheckpoint({ store })] })
 * history.loss.length // 5
 */
export function modelCheckpoint(options: ModelCheckpointOptions): Callback {
  const name = 'modelCheckpoint'
  checkOptions(name, options, [...monitorOptions, 'store', 'every', 'unit', 'saveBestOnly'])
  const { store, every = 1, unit = 'epochs', saveBestOnly = false } = options ?? {}
  checkStore(name, store)
  checkInteger(name, 'every', every, { min: 1 })
  checkChoice(name, 'unit', unit, ['epochs', 'batches'])
  checkBoolean(name, 'saveBestOnly', saveBestOnly)
  const monitor = new Monitor(name, options, 0)
  let training: TrainingView | undefined
  let best: number | undefined
  let passed = 0
  if (saveBestOnly && unit === 'batches')
    throw new GradusError('state', `${name}: saveBestOnly looks at the numbers of epochs, it needs unit 'epochs'`)
  /** Writes when it is time, and `isWorthIt`, which is asked only then. */
  const save = (isWorthIt: () => boolean): Promise<void> | undefined =>
    ++passed % every === 0 && isWorthIt() ? store.write(writeCheckpoint(training!.snapshot())) : undefined
  return {
    name,
    afterOthers: true,
    onTrainBegin(event) {
      training = event.training
      if (saveBestOnly) monitor.begin(training.series)
      best = undefined
      passed = 0
      return store.check?.()
    },
    ...(unit === 'batches'
      ? { onBatchEnd: () => save(() => true) }
      : {
          onEpochEnd: ({ logs }) =>
            save(() => {
              const value = saveBestOnly ? monitor.read(logs) : undefined
              if (saveBestOnly && (value === undefined || !monitor.isBetter(value, best))) return false
              best = value
              return true
            }),
        }),
    snapshot: () => ({ best: best ?? null, passed }),
    restore(state) {
      const kept = readState(name, state, { best: 'numberOrNull', passed: 'number' })
      best = kept.best ?? undefined
      passed = kept.passed
    },
  }
}
