/** What a promise gives, or an error when that takes too long; the error says what else is known then. */
export async function within<T>(seconds: number, what: string, promise: Promise<T>, known: () => string = () => ''): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${seconds} seconds${known()}`)), seconds * 1000)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
