import { deepStrictEqual, match, ok, strictEqual } from 'node:assert'
import { GradusError } from '@gradus/kernel'

/** What an example did when it ran. */
export interface ExampleRecord {
  /** The lines whose claims were kept, in the order of running. */
  readonly kept: readonly number[]
  readonly printed: readonly string[]
}

const records = new Map<string, Recorder>()

/** The record of the example with this name. */
export function recordOf(name: string): ExampleRecord {
  return recorderOf(name)
}

/** What the module of an example calls; see `moduleOf`. */
export function recorderOf(name: string): Recorder {
  const recorder = records.get(name) ?? new Recorder(name)
  records.set(name, recorder)
  return recorder
}

// Vitest's `expect` would be shorter, but examples also run without it, in projects outside the repository.
class Recorder implements ExampleRecord {
  readonly kept: number[] = []
  readonly printed: string[] = []
  /** Stands in for the console. */
  readonly console = {
    log: (...values: readonly unknown[]): void => {
      this.printed.push(values.join(' '))
    },
  }
  private readonly path: string

  constructor(name: string) {
    this.path = name.replace(/:\d+$/, '')
  }

  /** Keeps `expression // value`. */
  value(actual: unknown, expected: unknown, line: number): void {
    this.keep(line, () => deepStrictEqual(actual, expected))
  }

  /** Keeps `expression // GradusError 'code': message`, where `…` in the message stands for any text. */
  async error(run: () => unknown, code: string, message: string, line: number): Promise<void> {
    const caught = await Promise.resolve()
      .then(run)
      .then(
        () => undefined,
        (error: unknown) => error,
      )
    const pattern = message.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    this.keep(line, () => {
      ok(caught instanceof GradusError, `not a GradusError: ${caught}`)
      match(caught.message, new RegExp(`^${pattern.join('[\\s\\S]*')}$`))
      strictEqual(caught.code, code)
    })
  }

  private keep(line: number, check: () => void): void {
    try {
      check()
    } catch (error) {
      ;(error as Error).message = `${this.path}:${line}: ${(error as Error).message}`
      throw error
    }
    this.kept.push(line)
  }
}
