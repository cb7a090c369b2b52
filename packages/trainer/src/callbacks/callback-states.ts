import { GradusError } from '@gradus/kernel'
import { type Callback, failure } from './callback.ts'

/** What a callback remembers, by its name. */
export interface CallbackState {
  /** The callback's name. */
  readonly name: string
  /** What its `snapshot` gave. */
  readonly state: unknown
}

/** What each callback that remembers something does. */
export function snapshotCallbacks(callbacks: readonly Callback[]): readonly CallbackState[] {
  const keeping = callbacks.filter(({ snapshot }) => snapshot !== undefined)
  return keeping.map((callback) => ({ name: callback.name!, state: structuredClone(callback.snapshot!()) }))
}

/**
 * Gives each callback what it remembered. Throws 'state' when there are others than those whose states these are; where differences are to be
 * ignored, those of the same name go on, the others begin anew.
 */
export function restoreCallbacks(callbacks: readonly Callback[], states: readonly CallbackState[], ignoresDifferences: boolean): void {
  const keeping = callbacks.filter(({ snapshot }) => snapshot !== undefined)
  const [expected, found] = [states, keeping].map((list) => list.map(({ name }) => name).join(', ') || 'none')
  if (expected !== found && !ignoresDifferences) {
    throw new GradusError(
      'state',
      `fit: the callbacks that remember something are ${found}, in the restored snapshot ${expected}; pass the same ones, or restore(snapshot, { differences: 'ignore' })`,
    )
  }
  const open = [...states]
  for (const callback of keeping) {
    const at = open.findIndex(({ name }) => name === callback.name)
    if (at < 0) continue
    const [{ state }] = open.splice(at, 1) as [CallbackState]
    try {
      callback.restore!(structuredClone(state))
    } catch (error) {
      throw failure(callbacks.indexOf(callback), 'restore', error)
    }
  }
}
