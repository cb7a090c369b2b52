import { describe, GradusError, type Shape } from '@gradus/kernel'
import type { TargetKind } from '@gradus/losses'
import { type RestoreOptions, readRestoreOptions } from '../restore.ts'
import type { Trainer } from '../trainer.ts'
import { readCheckpoint } from './checkpoint-bytes.ts'
import type { CheckpointStore } from './checkpoint-store.ts'

/**
 * Puts the checkpoint of a store back into a trainer; gives whether there was one. Where `modelCheckpoint` writes to the same store, a program
 * that may be killed begins with this line and trains `untilEpoch`.
 *
 * Throws (as a rejected promise): GradusError 'file' when it cannot be read, 'state' listing all differences when it is of another training.
 */
export async function restoreFrom<In extends Shape, Out extends Shape, Kind extends TargetKind, Name extends string>(
  trainer: Trainer<In, Out, Kind, Name>,
  store: CheckpointStore,
  options: RestoreOptions = {},
): Promise<boolean> {
  if (typeof trainer?.restore !== 'function') throw new GradusError('type', `restoreFrom: expected a trainer, got ${describe(trainer)}`)
  checkStore('restoreFrom', store)
  readRestoreOptions('restoreFrom', options)
  const bytes = await store.read()
  if (bytes === undefined) return false
  trainer.restore(readCheckpoint(bytes), options)
  return true
}

/** Throws 'type' unless a value can keep a checkpoint. */
export function checkStore(operation: string, store: unknown): asserts store is CheckpointStore {
  const { read, write, check } = (store ?? {}) as Partial<CheckpointStore>
  if (typeof read === 'function' && typeof write === 'function' && (check === undefined || typeof check === 'function')) return
  throw new GradusError(
    'type',
    `${operation}: store must have read and write, such as fileStore of @gradus/formats/node, got ${describe(store)}`,
  )
}
