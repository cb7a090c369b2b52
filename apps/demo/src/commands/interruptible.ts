import { exitCodes } from './exit-codes.ts'

/** Does something that the first Ctrl+C ends in order, by the signal, and a second one at once. */
export async function interruptible<Result>(action: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const interruption = new AbortController()
  const interrupt = (): void => {
    if (interruption.signal.aborted) process.exit(exitCodes.interrupted)
    interruption.abort()
  }
  process.on('SIGINT', interrupt)
  try {
    return await action(interruption.signal)
  } finally {
    process.off('SIGINT', interrupt)
  }
}
