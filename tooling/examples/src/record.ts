import { GradusError } from '@gradus/kernel'
import { expect } from 'vitest'

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
    expect(actual, this.at(line)).toStrictEqual(expected)
    this.kept.push(line)
  }

  /** Keeps `expression // GradusError 'code': message`, where `…` in the message stands for any text. */
  async error(run: () => unknown, code: string, message: string, line: number): Promise<void> {
    const caught = await Promise.resolve()
      .then(run)
      .then(
        () => undefined,
        (error: unknown) => error,
      )
    expect(caught, this.at(line)).toBeInstanceOf(GradusError)
    const error = caught as GradusError
    const pattern = message.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    expect(error.message, this.at(line)).toMatch(new RegExp(`^${pattern.join('[\\s\\S]*')}$`))
    expect(error.code, this.at(line)).toBe(code)
    this.kept.push(line)
  }

  private at(line: number): string {
    return `${this.path}:${line}`
  }
}
