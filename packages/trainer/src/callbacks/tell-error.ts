import { failure, type TrainError } from './callback.ts'

/** Tells the callbacks among options why `fit` fails; the options may be what was refused, and then be anything. */
export async function tellError(options: unknown, event: TrainError): Promise<void> {
  const callbacks: unknown = (options as { callbacks?: unknown } | null | undefined)?.callbacks
  if (!Array.isArray(callbacks)) return
  for (const [i, callback] of callbacks.entries()) {
    if (typeof callback?.onError !== 'function') continue
    try {
      await callback.onError(event)
    } catch (error) {
      throw failure(i, 'onError', error)
    }
  }
}
