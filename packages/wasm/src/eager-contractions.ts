import type { CpuBuffer } from '@gradus/cpu'
import { type Executable, elementCount, GradusError, isDense, type Kernel, type MapKernel, type Program } from '@gradus/kernel'

/** From this many products on, counted over all runs of a kernel, its compilation has paid for itself. */
const productsToPay = 1000000
/** A single run with fewer products is over sooner than its operands are copied. */
const leastProducts = 16384
/** Compiled kernels that are kept at a time; each holds memory for its operands. */
const most = 16

/** Runs contractions outside of any program by compiling them as a program of their own, where that pays for the copies. */
export class EagerContractions {
  private readonly compile: (program: Program) => Executable
  private readonly products = new WeakMap<Kernel, number>()
  private readonly compiled = new Map<Kernel, Executable>()

  constructor(compile: (program: Program) => Executable) {
    this.compile = compile
  }

  /** Whether it has run the kernel; else that is for the interpreter. */
  run(kernel: Kernel, inputs: readonly CpuBuffer[], output: CpuBuffer): boolean {
    const executable = this.compiled.get(kernel) ?? this.prepare(kernel, inputs, output)
    if (executable === undefined) return false
    for (let i = 0; i < inputs.length; i++) executable.write(i, elementsOf(inputs[i]!))
    executable.run()
    executable.readInto(0, output.array, output.offset)
    return true
  }

  private prepare(kernel: Kernel, inputs: readonly CpuBuffer[], output: CpuBuffer): Executable | undefined {
    if (kernel.kind !== 'map' || kernel.reduce === undefined || kernel.reduce.order !== 'sequential') return undefined
    const products = elementCount(kernel.shape)
    if (products < leastProducts || !fits(kernel, inputs, output)) return undefined
    const total = (this.products.get(kernel) ?? 0) + products
    this.products.set(kernel, total)
    if (total < productsToPay) return undefined
    const executable = this.tryToCompile(kernel, inputs, output)
    if (executable === undefined) return undefined
    if (this.compiled.size >= most) this.compiled.delete(this.compiled.keys().next().value!)
    this.compiled.set(kernel, executable)
    return executable
  }

  private tryToCompile(kernel: Kernel, inputs: readonly CpuBuffer[], output: CpuBuffer): Executable | undefined {
    try {
      return this.compile(programOf(kernel, inputs, output))
    } catch (error) {
      if (!(error instanceof GradusError)) throw error
      // There is no memory for it, for one: the interpreter needs none, and is not to be asked again.
      this.products.set(kernel, Number.NEGATIVE_INFINITY)
      return undefined
    }
  }
}

/** Whether the kernel writes all of its output, and buffers are such as it states: what is not, the interpreter refuses. */
function fits({ shape, reduce, body, output: view }: MapKernel, inputs: readonly CpuBuffer[], output: CpuBuffer): boolean {
  const kept = shape.slice(0, shape.length - reduce!.axes)
  if (body.kind !== 'binary' || body.operation !== 'multiply' || view.offset !== 0 || !isDense(view, kept)) return false
  return (
    output.length === elementCount(kept) &&
    output.dtype === body.dtype &&
    inputs.length === 2 &&
    inputs.every(({ dtype }) => dtype === body.dtype)
  )
}

function programOf(kernel: Kernel, inputs: readonly CpuBuffer[], output: CpuBuffer): Program {
  const numbers = [...inputs.keys()]
  const last = inputs.length
  return {
    values: [...inputs, output].map(({ dtype, length }) => ({ dtype, length })),
    inputs: numbers,
    states: [],
    steps: [{ kernel, inputs: numbers, output: last, scope: '' }],
    outputs: [last],
    updates: [],
  }
}

function elementsOf({ array, offset, length }: CpuBuffer): CpuBuffer['array'] {
  return offset === 0 && array.length === length ? array : array.subarray(offset, offset + length)
}
