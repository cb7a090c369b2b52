// Protects: a module that the engine refuses is interpreted on the states that the other programs have.
import { denseView, expression, type Program } from '@gradus/kernel'
import { expect, it } from 'vitest'
import { createWasmBackend } from './backend.ts'

const { add, input } = expression
const view = denseView([2])
const pair = { dtype: 'float32', length: 2 } as const

/** w ← w + x. */
const adding: Program = {
  values: [pair, pair, pair],
  inputs: [0],
  states: [1],
  steps: [
    {
      kernel: {
        kind: 'map',
        name: 'add',
        shape: [2],
        inputs: [view, view],
        body: add(input(1, 'float32'), input(0, 'float32')),
        output: view,
      },
      inputs: [0, 1],
      output: 2,
      scope: '',
    },
  ],
  outputs: [2],
  updates: [[1, 2]],
}

class Refused {
  constructor() {
    throw new RangeError('the module is too large')
  }
}

it.each([['the first'], ['the second']])('%s of two programs is refused', (which) => {
  const backend = createWasmBackend()
  const w = backend.allocate('float32', 2)
  backend.write(w, Float32Array.of(1, 2))
  // What the host can do is asked once, before.
  backend.run(adding.steps[0]!.kernel, [w, w], backend.allocate('float32', 2))
  let states: readonly (typeof w)[] = [w]
  const programs = [which === 'the first', which === 'the second'].map((isRefused) => {
    const { Module } = WebAssembly
    if (isRefused) Object.assign(WebAssembly, { Module: Refused })
    const executable = backend.compile!(adding, states)
    Object.assign(WebAssembly, { Module })
    states = executable.states
    executable.write(0, Float32Array.of(10, 20))
    return executable
  })
  expect(programs.map(({ reason }) => reason).filter((reason) => reason !== undefined)).toEqual(['RangeError: the module is too large'])
  for (const [i, program] of [...programs, ...programs].entries()) {
    expect(program.run()).toBe(true)
    const expected = [1 + 10 * (i + 1), 2 + 20 * (i + 1)]
    expect(Array.from(program.read(0))).toEqual(expected)
    for (const { states } of programs) expect(Array.from(backend.read(states[0]!))).toEqual(expected)
  }
})
