import type { Sample } from './work.ts'

/** A sample lasts at least this many milliseconds: the clock is exact to a few microseconds. */
const shortest = 20

/** The first lasts this long, so that the engine has compiled what it compiles. */
const warmUp = 300

/** Runs a function so often that the time can be told. */
export function repeated(run: () => void): Sample {
  let times = 1
  let isWarm = false
  return () => {
    for (const until = performance.now() + warmUp; !isWarm && performance.now() < until; ) run()
    isWarm = true
    for (;;) {
      const start = performance.now()
      for (let i = 0; i < times; i++) run()
      const taken = performance.now() - start
      if (taken >= shortest) return taken / times
      times = Math.ceil(times * Math.min(10, (1.2 * shortest) / Math.max(taken, 0.01)))
    }
  }
}

/** Runs a function that takes long enough once. */
export function timed(run: () => unknown): Sample {
  return async () => {
    const start = performance.now()
    await run()
    return performance.now() - start
  }
}

/** The mean of ten calls in a row of a sample that measures itself: what is over in milliseconds is slow when it is called for the first time in a minute. */
export function inARow(sample: () => number | Promise<number>): Sample {
  return async () => {
    let sum = 0
    for (let i = 0; i < 10; i++) sum += await sample()
    return sum / 10
  }
}
