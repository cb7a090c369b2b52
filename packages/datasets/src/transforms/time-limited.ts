import { GradusError } from '@gradus/kernel'

/** A promise that only ever rejects, when the time is over or the signal says so, and how to let go of both. */
export interface TimeLimit {
  readonly expired: Promise<never>
  release(): void
}

/** Limits the time that something may take. Throws 'range' at once where the signal has been given before. */
export function timeLimited(what: string, timeout: number | undefined, signal: AbortSignal | undefined): TimeLimit {
  let release!: () => void
  const expired = new Promise<never>((_, reject) => {
    const stop = () => reject(new GradusError('range', `${what}: ended by its signal`, { cause: signal?.reason }))
    const timer =
      timeout === undefined
        ? undefined
        : setTimeout(() => reject(new GradusError('range', `${what} took longer than ${timeout} ms, which is timeout`)), timeout)
    if (signal?.aborted === true) stop()
    signal?.addEventListener('abort', stop)
    release = () => {
      if (timer !== undefined) clearTimeout(timer as never)
      signal?.removeEventListener('abort', stop)
    }
  })
  // Where nobody waits any more, nobody need hear of it.
  expired.catch(() => undefined)
  return { expired, release: () => release() }
}
