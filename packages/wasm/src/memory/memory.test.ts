import { cpu } from '@gradus/cpu'
import { expectSame, sample } from '@gradus/cpu/fixtures'
import { denseView, GradusError, type MapKernel, type Program } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { describe, expect, it } from 'vitest'
import { compiled, formsOf, statesOf } from '../__fixtures__/compiled.ts'
import { programOf } from '../__fixtures__/random-program.ts'
import { expectSameRuns } from '../__fixtures__/run-both.ts'
import { bind, compileProgram } from '../compile.ts'
import { Memory } from './memory.ts'

/** A state of `length` elements that doubles with each run; the output is its next value. */
function doubling(length: number): Program {
  const dense = denseView([length])
  const x = e.input(0, 'float32')
  const kernel: MapKernel = { kind: 'map', name: 'double', shape: [length], inputs: [dense], body: e.add(x, x), output: dense }
  return {
    values: [0, 1].map(() => ({ dtype: 'float32', length })),
    inputs: [],
    states: [0],
    steps: [{ kernel, inputs: [0], output: 1, scope: '' }],
    outputs: [1],
    updates: [[0, 1]],
  }
}

const page = 65536

/** What a call throws, as `code: message`. */
function failure(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    if (error instanceof GradusError) return `${error.code}: ${error.message}`
    throw error
  }
  return 'nothing'
}

describe('a memory that grows with every allocation', () => {
  it('gives the same results', () => {
    let memory = new Memory({ growsAlways: true })
    let programs = 0
    fc.assert(
      fc.property(fc.array(fc.nat(100000), { minLength: 20, maxLength: 60 }), (choices) => {
        if (programs++ % 50 === 0) memory = new Memory({ growsAlways: true })
        expectSameRuns(programOf(choices), 2, memory)
      }),
      runs(150),
    )
  })

  it('may grow between all that is done with a program', () => {
    const memory = new Memory({ growsAlways: true })
    const program = doubling(67)
    const start = sample('float32', 67)
    for (const form of formsOf(program)) {
      const run = compiled(program, form, [start], memory)
      const [state] = run.states
      let expected = start as Float32Array
      for (let time = 0; time < 3; time++) {
        memory.allocate(1)
        run.run()
        expected = expected.map((value) => value + value)
        memory.allocate(1)
        expectSame(run.read(0), expected, 'output')
        memory.allocate(1)
        expectSame(cpu.read(state!), expected, 'state')
      }
    }
  })
})

describe('a memory that cannot grow', () => {
  it('says what is needed and what there is, and keeps what it holds', () => {
    const memory = new Memory({ mostPages: 40 })
    const start = sample('float32', 100)
    const run = compiled(doubling(100), 'loops', [start], memory)
    run.run()
    const before = statesOf(run)
    for (let time = 0; time < 3; time++) {
      const large = cpu.allocate('float32', 10 * page)
      expect(failure(() => bind(memory, cpu, compileProgram(doubling(10 * page)), [large]))).toBe(
        `range: wasm: no memory for ${40 * page} bytes more; ${32 * page} of at most ${40 * page} bytes are in use`,
      )
    }
    expectSame(statesOf(run)[0]!, before[0]!, 'the state afterwards')
    expect(run.run()).toBe(true)
    // And there is room for what fits.
    expect(compiled(doubling(1000), 'loops', [sample('float32', 1000)], memory).run()).toBe(true)
    expect(memory.allocate(2 * page).address % 64).toBe(0)
  })
})

it('states stay where they are when another program is bound to them', () => {
  const memory = new Memory({ growsAlways: true })
  const first = compiled(doubling(5), 'straight', [Float32Array.of(1, 2, 3, 4, 5)], memory)
  const second = bind(memory, cpu, compileProgram(doubling(5), { form: 'loops' }), first.states)
  expect(second.states[0]).toBe(first.states[0])
  first.run()
  second.run()
  expect([...statesOf(first)[0]!]).toEqual([4, 8, 12, 16, 20])
  const other = bind(new Memory(), cpu, compileProgram(doubling(5)), first.states)
  other.run()
  expect([...statesOf(other)[0]!]).toEqual([8, 16, 24, 32, 40])
  expect([...statesOf(first)[0]!]).toEqual([4, 8, 12, 16, 20])
})

it('programs share room for what lives within a run, and a larger one does not disturb the others', () => {
  const memory = new Memory({ growsAlways: true })
  const runs = [5, 4000, 17, 20000].map((length) => ({
    length,
    run: compiled(doubling(length), 'loops', [sample('float32', length)], memory),
  }))
  for (let time = 1; time < 3; time++) {
    for (const { length, run } of runs) {
      run.run()
      expectSame(
        statesOf(run)[0]!,
        sample('float32', length).map((value) => Math.fround(value * 2 ** time)) as Float32Array,
        `${length}, run ${time}`,
      )
    }
  }
})
