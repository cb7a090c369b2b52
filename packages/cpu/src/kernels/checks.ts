import { elementCount, GradusError, type Kernel, permuteView, type RangeCheck, type Shape, type View } from '@gradus/kernel'
import type { CpuBuffer } from '../buffer.ts'
import { blockLength } from '../formulas/registers.ts'
import { layoutOf } from '../views/layout.ts'
import { Offsets } from '../views/offsets.ts'
import type { PreparedKernel } from './prepared-kernel.ts'

/** `run`, after the checks that the kernel states; without checks, `run` itself. */
export function prepareChecks(kernel: Kernel, run: PreparedKernel): PreparedKernel {
  const { checks = [] } = kernel
  if (checks.length === 0) return run
  const prepared = checks.map((check) => prepareCheck(kernel, check))
  return (inputs, output) => {
    for (const check of prepared) check(inputs)
    run(inputs, output)
  }
}

function prepareCheck(kernel: Kernel, check: RangeCheck): (inputs: readonly CpuBuffer[]) => void {
  const { view, shape } = ownAxes(viewOf(kernel, check.input))
  const layout = layoutOf(shape, view)
  const total = elementCount(shape)
  const places = new Offsets(layout, total)
  return (inputs) => {
    const buffer = inputs[check.input]
    // What does not fit at all, the kernel itself will refuse.
    if (buffer === undefined || buffer.length < layout.extent) return
    for (let start = 0; start < total; start += blockLength) {
      const count = Math.min(blockLength, total - start)
      places.locate(start, count)
      const position = firstBad(buffer, places, count, check)
      if (position < 0) continue
      const index = indexAt(shape, start + position)
      const place = index.length > 0 ? `[${index.join(',')}]` : ''
      const value = buffer.array[buffer.offset + places.shift + places.table[places.from + position]!]
      const what = value! >= check.min && value! <= check.max ? 'is no integer in' : 'out of range'
      const hint = check.hint === undefined ? '' : `; ${check.hint}`
      throw new GradusError('range', `${kernel.name}: ${check.label}${place} = ${value} ${what} [${check.min},${check.max}]${hint}`)
    }
  }
}

/** Where the first element lies that the check refuses, or −1. */
function firstBad(
  { array, offset: base }: CpuBuffer,
  { table, from, shift }: Offsets,
  count: number,
  { min, max, integer = false, allowNaN = false }: RangeCheck,
): number {
  for (let k = 0; k < count; k++) {
    const offset = table[from + k]!
    if (offset < 0) continue
    const value = array[base + shift + offset]!
    if (allowNaN && Number.isNaN(value)) continue
    if (!(value >= min && value <= max) || (integer && value !== Math.floor(value))) return k
  }
  return -1
}

/** The index space and the view of one input of a kernel. */
function viewOf(kernel: Kernel, input: number): { view: View; shape: Shape } {
  const { shape } = kernel
  switch (kernel.kind) {
    case 'map':
      return { view: kernel.inputs[input]!, shape }
    case 'gather':
      return { view: input === 0 ? kernel.source : kernel.indices, shape }
    case 'scatterAdd':
      if (input === 0) return { view: kernel.base, shape: kernel.outputShape }
      return { view: input === 1 ? kernel.indices : kernel.values, shape }
    case 'scan':
    case 'sort':
      return { view: kernel.input, shape }
  }
}

/** Without the axes along which the view repeats its elements: each is checked once, and messages give the indices of the tensor. */
function ownAxes({ view, shape }: { view: View; shape: Shape }): { view: View; shape: Shape } {
  if (shape.includes(0)) return { view, shape }
  const repeats = (axis: number) =>
    shape[axis] !== 1 && view.strides[axis] === 0 && (view.guards ?? []).every((guard) => guard.factors[axis] === 0)
  const order = [...shape.keys()].filter((axis) => !repeats(axis))
  return { view: permuteView(view, order), shape: order.map((axis) => shape[axis]!) }
}

/** A position of the index space as one index per axis. */
function indexAt(shape: Shape, position: number): number[] {
  const index = new Array<number>(shape.length)
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index[axis] = position % shape[axis]!
    position = Math.floor(position / shape[axis]!)
  }
  return index
}
