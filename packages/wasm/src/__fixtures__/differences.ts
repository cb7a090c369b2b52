import { cpu } from '@gradus/cpu'
import { createArray, type DeviceBuffer, interpret, type Program, type TypedArray } from '@gradus/kernel'
import { createWasmBackend } from '../backend.ts'

/**
 * Where a compiled program differs from the interpreter: for each value that a step computes, and for the states after a run. Empty when
 * all bits agree, any NaN being equal to any other.
 */
export function differences(program: Program, data: ReadonlyMap<number, TypedArray>): string[] {
  const computed = [...new Set(program.steps.map(({ output }) => output))]
  const whole = compare(program, data, 'program')
  if (whole.length === 0) return []
  // Which step was it? Each value alone as the output, without checks.
  const steps = program.steps.map((step) => ({ ...step, kernel: { ...step.kernel, checks: [] } }))
  return [
    ...whole,
    ...computed.flatMap((value) => compare({ ...program, steps, outputs: [value], updates: [] }, data, nameOf(program, value))),
  ]
}

function nameOf({ steps }: Program, value: number): string {
  return `value ${value} (${steps.filter(({ output }) => output === value).map(({ kernel }) => kernel.name)})`
}

function compare(program: Program, data: ReadonlyMap<number, TypedArray>, name: string): string[] {
  const wasm = createWasmBackend()
  const statesOf = (backend: typeof cpu): DeviceBuffer[] =>
    program.states.map((value) => {
      const { dtype, length } = program.values[value]!
      const buffer = backend.allocate(dtype, length)
      backend.write(buffer, data.get(value) ?? createArray(dtype, length))
      return buffer
    })
  const runs = [interpret(cpu, program, statesOf(cpu), 'a test'), wasm.compile!(program, statesOf(wasm))] as const
  const succeeded = runs.map((run) => {
    program.inputs.forEach((value, i) => {
      const given = data.get(value)
      if (given) run.write(i, given)
    })
    return run.run()
  })
  if (succeeded[0] !== succeeded[1]) return [`${name}: interpreted it ${succeeded[0] ? 'succeeds' : 'fails'}, compiled not so`]
  const [expected, actual] = runs.map((run, i) => [
    ...(succeeded[0] ? program.outputs.map((_, output) => run.read(output)) : []),
    ...run.states.map((state) => (i === 0 ? cpu : wasm).read(state)),
  ]) as [TypedArray[], TypedArray[]]
  return expected.flatMap((array, i) => {
    const bad = array.findIndex((value, k) => !Object.is(value, actual[i]![k]))
    return bad < 0 ? [] : [`${name}: result ${i} element ${bad} of ${array.length} is ${actual[i]![bad]}, expected ${array[bad]}`]
  })
}
