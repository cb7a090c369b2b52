import { expectSame } from '@gradus/cpu/fixtures'
import { compiled, formsOf, statesOf } from '@gradus/wasm/fixtures'
import { expect } from 'vitest'
import { record } from '../record/record.ts'
import type { Tensor } from '../tensor.ts'

/**
 * Expects a step to give the same bits when it is recorded and compiled, with loops and where it can be without, as when it runs: its results,
 * and what it assigns to the states.
 *
 * All that changes from run to run are `states`: the step, run `times` times, finds them as the last run left them.
 */
export function expectCompiled(label: string, states: readonly Tensor[], step: () => readonly Tensor[], times = 1): void {
  const { program, numbers } = record(step, { states })
  const before = states.map((state) => state.toTypedArray())
  const runs = formsOf(program).map((form) => ({ form, run: compiled(program, form, before) }))
  for (let time = 0; time < times; time++) {
    // Numbers from the host are those before the step.
    const written = numbers.map((compute) => compute())
    const results = step().map((result) => result.toTypedArray())
    for (const { form, run } of runs) {
      written.forEach((number, i) => {
        run.writeNumber(i, number)
      })
      const what = `${label}, compiled (${form}), run ${time}`
      expect(run.run(), `${what}, succeeds`).toBe(true)
      results.forEach((result, i) => {
        expectSame(run.read(i), result, `${what}, result ${i}`)
      })
      const after = statesOf(run)
      states.forEach((state, i) => {
        expectSame(after[i]!, state.toTypedArray(), `${what}, state ${i}`)
      })
    }
  }
}
