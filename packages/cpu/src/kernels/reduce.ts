import { elementCount, type MapKernel, type Reduction, type Shape, type View } from '@gradus/kernel'
import type { CpuBuffer } from '../buffer.ts'
import { Body } from '../formulas/body.ts'
import { Target } from '../views/target.ts'
import { Fold } from './fold.ts'
import type { PreparedKernel } from './prepared-kernel.ts'

/** Reductions whose rows are shorter than this are folded side by side. */
const shortRow = 64

/**
 * Kernels that reduce: the formula is evaluated block by block and each block is folded.
 *
 * Either one output at a time, its elements one behind the other, or many outputs side by side, whichever walks through memory in
 * the smaller steps. Both give the same bits: every output's elements fold in the same order.
 */
export function prepareReduce(kernel: MapKernel, reduction: Reduction): PreparedKernel {
  const { name, shape } = kernel
  const kept = shape.length - reduction.axes
  const outputShape = shape.slice(0, kept)
  const outputs = elementCount(outputShape)
  const length = elementCount(shape.slice(kept))
  const sideBySide = isSideBySide(kernel, reduction, outputs, length)
  const axes = [...shape.keys()]
  const order = sideBySide ? [...axes.slice(kept), ...axes.slice(0, kept)] : axes
  const body = new Body(name, shape, kernel.inputs, kernel.body, order)
  const target = new Target(name, outputShape, kernel.output, body.dtype)
  const fold = new Fold(name, body.dtype, reduction)
  const { blockLength } = body

  function foldSideBySide(inputs: readonly CpuBuffer[], output: CpuBuffer): void {
    for (let first = 0; first < outputs; first += blockLength) {
      const width = Math.min(blockLength, outputs - first)
      const rows = width === outputs ? Math.floor(blockLength / width) : 1
      fold.begin(width)
      for (let row = 0; row < length; row += rows) {
        const count = Math.min(rows, length - row)
        body.evaluate(inputs, row * outputs + first, count * width)
        fold.rows(body.result, count)
      }
      fold.finish()
      target.store(output, first, width, fold.result)
    }
  }

  function foldOneByOne(inputs: readonly CpuBuffer[], output: CpuBuffer): void {
    for (let number = 0; number < outputs; number++) {
      fold.begin(1)
      for (let start = 0; start < length; start += blockLength) {
        const count = Math.min(blockLength, length - start)
        body.evaluate(inputs, number * length + start, count)
        fold.rows(body.result, count)
      }
      fold.finish()
      target.store(output, number, 1, fold.result)
    }
  }

  return (inputs, output) => {
    target.check(output)
    body.begin(inputs)
    if (sideBySide) foldSideBySide(inputs, output)
    else foldOneByOne(inputs, output)
  }
}

/** Whether folding outputs side by side is the better walk: always for short rows, else where neighbouring outputs lie closer. */
function isSideBySide({ shape, inputs }: MapKernel, { axes, order }: Reduction, outputs: number, length: number): boolean {
  if (outputs <= 1) return false
  if (length < shortRow || order === 'sequential') return true
  const kept = shape.length - axes
  const within = innermost(shape, kept, shape.length)
  const across = innermost(shape, 0, kept)
  const closer = (view: View) => Math.abs(view.strides[across]!) < Math.abs(view.strides[within]!)
  return across >= 0 && within >= 0 && inputs.some(closer) && !inputs.some((view) => !closer(view) && view.strides[across] !== 0)
}

/** The last of some axes that has more than one element, or −1. */
function innermost(shape: Shape, from: number, to: number): number {
  for (let axis = to - 1; axis >= from; axis--) if (shape[axis]! > 1) return axis
  return -1
}
