import { cpu } from '@gradus/cpu'
import { dtypeOf, expectSame, runNaively } from '@gradus/cpu/fixtures'
import {
  createArray,
  type DType,
  denseView,
  elementCount,
  type Executable,
  isDense,
  type Kernel,
  type Program,
  type ProgramStep,
  type Shape,
  type TypedArray,
  type View,
} from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { bind, compileProgram, type Form } from '../compile.ts'
import { Memory } from '../memory/memory.ts'

/** Both ways in which a program's code can be written; the first cannot call the interpreter. */
export const forms: readonly Form[] = ['straight', 'loops']

/** Programs of tests lie in one memory, as those of a model do. */
const shared = new Memory()

/** A program in one form, ready to run on states that hold these elements. */
export function compiled(program: Program, form: Form, states: readonly TypedArray[] = [], memory: Memory = shared): Executable {
  const buffers = states.map((data) => {
    const buffer = cpu.allocate(dtypeOf(data), data.length)
    cpu.write(buffer, data)
    return buffer
  })
  return bind(memory, cpu, compileProgram(program, { form }), buffers)
}

/** Where inputs of a kernel come from in a program. */
export type Origin = 'inputs' | 'constants' | 'states'

const origins: readonly Origin[] = ['inputs', 'constants', 'states']

/** The forms that can run a kernel, and without loops only what is small. */
export function formsFor(kernel: Kernel): readonly Form[] {
  return kernel.kind === 'map' && elementCount(kernel.shape) <= 3000 ? forms : ['loops']
}

/**
 * Expects a program of one kernel to give, bit for bit, what the plain reference gives, in each form and wherever the inputs lie.
 *
 * What the kernel writes is read through its own output view, so what it leaves out need not be defined.
 */
export function expectAgreement(kernel: Kernel, inputs: readonly TypedArray[], dtype: DType, outputLength: number): void {
  const expected = createArray(dtype, outputLength)
  runNaively(kernel, inputs, expected)
  expectProgram(kernel, inputs, expected, formsFor(kernel))
}

/** As {@link expectAgreement}, for a value that is known. */
export function expectProgram(kernel: Kernel, inputs: readonly TypedArray[], whole: TypedArray, use: readonly Form[]): void {
  const dtype = dtypeOf(whole)
  const { shape, view } = outputOf(kernel)
  const picked = isDense(view, shape) && view.offset === 0 ? undefined : pickKernel(shape, view, dtype)
  const expected = picked === undefined ? whole : createArray(dtype, elementCount(shape))
  if (picked) runNaively(picked, [whole], expected)
  origins.forEach((origin) => {
    const program = programOf(kernel, inputs, dtype, whole.length, picked, origin)
    for (const form of use) {
      const run = compiled(program, form, origin === 'states' ? inputs : [])
      if (origin === 'inputs') inputs.forEach((data, i) => run.write(i, data))
      // Twice: the first run must leave its inputs as they were.
      for (let time = 0; time < 2; time++) {
        if (!run.run()) throw new Error(`${kernel.name}: the run failed`)
        const actual = run.read(0)
        expectSame(picked ? actual : actual.subarray(0, expected.length), expected, `${kernel.name}, ${form}, ${origin}`)
      }
    }
  })
}

function programOf(
  kernel: Kernel,
  inputs: readonly TypedArray[],
  dtype: DType,
  length: number,
  picked: Kernel | undefined,
  origin: Origin,
): Program {
  const numbers = [...inputs.keys()]
  const output = inputs.length
  const steps: ProgramStep[] = [{ kernel, inputs: numbers, output, scope: '' }]
  if (picked) steps.push({ kernel: picked, inputs: [output], output: output + 1, scope: '' })
  return {
    values: [
      ...inputs.map((data) => ({ dtype: dtypeOf(data), length: data.length, ...(origin === 'constants' && { constant: data }) })),
      { dtype, length },
      ...(picked ? [{ dtype, length: elementCount(picked.shape) }] : []),
    ],
    inputs: origin === 'inputs' ? numbers : [],
    states: origin === 'states' ? numbers : [],
    steps,
    outputs: [picked ? output + 1 : output],
    updates: [],
  }
}

/** The index space and the view through which a kernel writes. */
function outputOf(kernel: Kernel): { readonly shape: Shape; readonly view: View } {
  switch (kernel.kind) {
    case 'map':
      return { shape: kernel.shape.slice(0, kernel.shape.length - (kernel.reduce?.axes ?? 0)), view: kernel.output }
    case 'scatterAdd':
      return { shape: kernel.outputShape, view: denseView(kernel.outputShape) }
    default:
      return { shape: kernel.shape, view: kernel.output }
  }
}

function pickKernel(shape: Shape, view: View, dtype: DType): Kernel {
  return { kind: 'map', name: 'pick', shape, inputs: [view], body: e.input(0, dtype), output: denseView(shape) }
}
