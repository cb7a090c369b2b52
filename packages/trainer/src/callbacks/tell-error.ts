import { type Callback, notify, type TrainError } from './callback.ts'

/** Tells the callbacks among options why `fit` fails; the options may be what was refused, and then be anything. */
export function tellError(options: unknown, event: TrainError): Promise<void> | undefined {
  const callbacks: unknown = (options as { callbacks?: unknown } | null | undefined)?.callbacks
  if (!Array.isArray(callbacks)) return undefined
  const asked = callbacks.map((callback: Callback | null) => (typeof callback?.onError === 'function' ? callback : {}))
  return notify(asked, 'onError', event, undefined)
}
