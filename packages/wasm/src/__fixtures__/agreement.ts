import { cpu } from '@gradus/cpu'
import { dtypeOf, expectSame, runNaively } from '@gradus/cpu/fixtures'
import {
  createArray,
  type DType,
  denseView,
  elementCount,
  isDense,
  type Kernel,
  type Program,
  type ProgramStep,
  type Shape,
  type TypedArray,
  type View,
} from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { compiled, formsOf } from './compiled.ts'

/** Where inputs of a kernel come from in a program. */
export type Origin = 'inputs' | 'constants' | 'states'

const origins: readonly Origin[] = ['inputs', 'constants', 'states']

/**
 * Expects a program of one kernel to give, bit for bit, what the plain reference gives, in each form, be the inputs such, constants or states.
 *
 * What the kernel writes is read through its own output view, so what it leaves out need not be defined.
 */
export function expectAgreement(kernel: Kernel, inputs: readonly TypedArray[], dtype: DType, outputLength: number): void {
  const expected = createArray(dtype, outputLength)
  runNaively(kernel, inputs, expected)
  expectProgram(kernel, inputs, expected)
}

/** As {@link expectAgreement}, for kernels that the plain reference takes too long for: the interpreter is held to it elsewhere. */
export function expectInterpreted(kernel: Kernel, inputs: readonly TypedArray[], dtype: DType, outputLength: number): void {
  const buffers = [...inputs, createArray(dtype, outputLength)].map((data) => {
    const buffer = cpu.allocate(dtypeOf(data), data.length)
    cpu.write(buffer, data)
    return buffer
  })
  const output = buffers.pop()!
  cpu.run(kernel, buffers, output)
  expectProgram(kernel, inputs, cpu.read(output))
}

/** As {@link expectAgreement}, for a value that is known. */
export function expectProgram(kernel: Kernel, inputs: readonly TypedArray[], whole: TypedArray): void {
  const dtype = dtypeOf(whole)
  const { shape, view } = outputOf(kernel)
  const picked = isDense(view, shape) && view.offset === 0 ? undefined : pickKernel(shape, view, dtype)
  const expected = picked === undefined ? whole.subarray(0, elementCount(shape)) : createArray(dtype, elementCount(shape))
  if (picked) runNaively(picked, [whole], expected)
  // One place for each kernel, so that many kernels try all of them.
  const origin = origins[(whole.length + inputs.reduce((sum, { length }) => sum + length, 0)) % origins.length]!
  const program = programOf(kernel, inputs, dtype, whole.length, picked, origin)
  for (const form of formsOf(program)) {
    const run = compiled(program, form, origin === 'states' ? inputs : [])
    for (const [i, data] of origin === 'inputs' ? inputs.entries() : []) run.write(i, data)
    // Twice: the first run must leave its inputs as they were.
    for (let time = 0; time < 2; time++) {
      if (!run.run()) throw new Error(`${kernel.name}: the run failed`)
      expectSame(run.read(0).subarray(0, expected.length), expected, `${kernel.name}, ${form}, ${origin}`)
    }
  }
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
