import { execFileSync } from 'node:child_process'
import type { Contender } from './work.ts'

/** A sample lasts at least this many milliseconds: the clock is exact to a few microseconds. */
const shortest = 5

/** Runs a function so often that the time can be told. */
export function repeated(library: string, run: () => void): Contender {
  let times = 1
  return {
    library,
    sample() {
      for (;;) {
        const start = performance.now()
        for (let i = 0; i < times; i++) run()
        const taken = performance.now() - start
        if (taken >= shortest) return taken / times
        times = Math.ceil(times * Math.min(10, (1.2 * shortest) / Math.max(taken, 0.01)))
      }
    },
  }
}

/** Runs a function that takes long enough once, or that measures itself and returns milliseconds. */
// biome-ignore lint/suspicious/noConfusingVoidType: what is run may have nothing to say
export function once(library: string, run: () => void | number | Promise<void | number>): Contender {
  return {
    library,
    async sample() {
      const start = performance.now()
      const own = await run()
      return own ?? performance.now() - start
    },
  }
}

/** Runs a program that prints, as its last word, how many milliseconds its work took. */
export function program(library: string, command: string, args: readonly string[]): Contender {
  return {
    library,
    sample() {
      const output = execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1e8, stdio: ['ignore', 'pipe', 'inherit'] })
      return Number(output.trim().split(/\s+/).at(-1))
    },
  }
}

/** Runs one of our files in a new process, where nothing is compiled yet; see {@link program}. */
export function newProcess(library: string, file: URL): Contender {
  return program(library, process.execPath, [...process.execArgv, file.pathname])
}

/** NumPy, running a script beside us; nobody where there is no NumPy. */
export function numpy(script: URL): readonly Contender[] {
  const python = pythonWithNumpy()
  return python === undefined ? [] : [program('NumPy', python, ['-B', script.pathname])]
}

function pythonWithNumpy(): string | undefined {
  for (const python of ['python3', '/usr/bin/python3']) {
    try {
      execFileSync(python, ['-c', 'import numpy'], { stdio: 'ignore' })
      return python
    } catch {
      // Not this one.
    }
  }
  console.error('no python3 with NumPy was found: its rows are left out')
  return undefined
}
