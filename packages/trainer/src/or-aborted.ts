/** Resolves with a promise, or when the signal says so: what never resolves must not hold training for ever. */
export async function orAborted(promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return promise
  let release = (): void => undefined
  const aborted = new Promise<void>((resolve) => {
    release = () => resolve()
  })
  signal.addEventListener('abort', release)
  if (signal.aborted) release()
  try {
    await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', release)
  }
}
