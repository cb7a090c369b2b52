import type { Backend, DeviceBuffer } from './backend.ts'
import { createArray, type DType, type TypedArray } from './dtype.ts'
import { GradusError } from './error.ts'
import { input } from './expression.ts'
import type { Kernel } from './kernel.ts'
import type { Program } from './program.ts'
import { denseView } from './view.ts'

/** A program that is bound to its states and ready to run. */
export interface Executable {
  /** Where the states live now: buffers of the backend, changed in place by each run. */
  readonly states: readonly DeviceBuffer[]
  /** Why the program is interpreted kernel by kernel; undefined where it was compiled. */
  readonly reason: string | undefined
  /** Sets input number `index`: as many elements as it has. */
  write(index: number, data: TypedArray): void
  /** Sets an input of one element. */
  writeNumber(index: number, value: number): void
  /** One step. False when a check failed: then nothing has changed. */
  run(): boolean
  /** Output number `index` of the last run, a copy. */
  read(index: number): TypedArray
  /** Output number `index` of the last run, into an array from `offset` on. */
  readInto(index: number, target: TypedArray, offset: number): void
  /** The first element of output number `index` of the last run. */
  readNumber(index: number): number
}

/** Runs a program kernel by kernel, on any backend. */
export function interpret(backend: Backend, program: Program, states: readonly DeviceBuffer[], reason: string): Executable {
  const { values, inputs, outputs, steps, updates } = program
  const buffers = values.map(({ dtype, length, constant }) => {
    const buffer = backend.allocate(dtype, length)
    if (constant) backend.write(buffer, constant)
    return buffer
  })
  const lives = program.states.map((value, i) => {
    const state = states[i]!
    buffers[value] = state.live ? state : Object.assign(buffers[value]!, { live: true })
    if (!state.live) backend.write(buffers[value]!, backend.read(state))
    return buffers[value]!
  })
  // The next values of states are all known before the first changes; one that is itself a state or an input is kept meanwhile.
  const spare = updates.map(([state]) => backend.allocate(values[state]!.dtype, values[state]!.length))
  const copies = updates.map(([state]) => copyKernel(values[state]!.dtype, values[state]!.length))
  // So are outputs: a run gives what they were in its steps.
  const given = new Set([...inputs, ...program.states])
  const kept = outputs.flatMap((value) => {
    if (!given.has(value)) return []
    const { dtype, length } = values[value]!
    return [{ value, buffer: backend.allocate(dtype, length), copy: copyKernel(dtype, length) }]
  })
  const results = outputs.map((value) => kept.find((copy) => copy.value === value)?.buffer ?? buffers[value]!)
  const numbers = inputs.map((value) => createArray(values[value]!.dtype, 1))
  return {
    states: lives,
    reason,
    write: (index, data) => backend.write(buffers[inputs[index]!]!, data),
    writeNumber(index, value) {
      numbers[index]![0] = value
      backend.write(buffers[inputs[index]!]!, numbers[index]!)
    },
    run() {
      try {
        for (const { kernel, inputs, output } of steps) {
          backend.run(
            kernel,
            inputs.map((value) => buffers[value]!),
            buffers[output]!,
          )
        }
      } catch (error) {
        if (error instanceof GradusError && error.code === 'range') return false
        throw error
      }
      for (const { value, buffer, copy } of kept) backend.run(copy, [buffers[value]!], buffer)
      updates.forEach(([, value], i) => {
        backend.run(copies[i]!, [buffers[value]!], spare[i]!)
      })
      updates.forEach(([state], i) => {
        backend.run(copies[i]!, [spare[i]!], buffers[state]!)
      })
      return true
    },
    read: (index) => backend.read(results[index]!),
    readInto: (index, target, offset) => target.set(backend.read(results[index]!), offset),
    readNumber: (index) => backend.read(results[index]!)[0]!,
  }
}

/** All elements of a buffer, as they are. */
export function copyKernel(dtype: DType, length: number): Kernel {
  const view = denseView([length])
  return { kind: 'map', name: 'copy', shape: [length], inputs: [view], body: input(0, dtype), output: view }
}
