import { cpu } from '@gradus/cpu'
import { dtypeOf, expectSame, sample } from '@gradus/cpu/fixtures'
import { type Executable, interpret, type Program, type TypedArray } from '@gradus/kernel'
import { expect } from 'vitest'
import type { Memory } from '../memory/memory.ts'
import { compiled, formsOf, statesOf } from './compiled.ts'

/**
 * Expects a program to do the same compiled, in each form, as interpreted, run after run with new inputs: whether a run succeeds, its outputs
 * where it does, and the states. Gives how often it succeeded.
 */
export function expectSameRuns(program: Program, times = 3, memory?: Memory): number {
  const { values, inputs, states, outputs } = program
  const dataOf = (value: number, seed: number): TypedArray => sample(values[value]!.dtype, values[value]!.length, seed)
  const start = states.map((value, i) => dataOf(value, 10 + i))
  let succeeded = 0
  for (const form of formsOf(program)) {
    const reference = interpret(cpu, program, start.map(bufferOf), 'a test')
    const run = compiled(program, form, start, memory)
    for (let time = 0; time < times; time++) {
      inputs.forEach((value, i) => {
        for (const executable of [reference, run]) executable.write(i, dataOf(value, 20 + 5 * time + i))
      })
      const expected = reference.run()
      expect(run.run(), `${form}, run ${time} succeeds`).toBe(expected)
      if (expected) {
        succeeded++
        const read = (executable: Executable): TypedArray[] => outputs.map((_, i) => executable.read(i))
        expectAll(read(run), read(reference), `${form}, run ${time}, output`)
      }
      expectAll(statesOf(run), statesOf(reference), `${form}, run ${time}, state`)
    }
  }
  return succeeded
}

function bufferOf(data: TypedArray) {
  const buffer = cpu.allocate(dtypeOf(data), data.length)
  cpu.write(buffer, data)
  return buffer
}

function expectAll(actual: readonly TypedArray[], expected: readonly TypedArray[], what: string): void {
  expected.forEach((array, i) => {
    expectSame(actual[i]!, array, `${what} ${i}`)
  })
}
