import { createArray, type Expression, type MapKernel, type Shape, simplifyView, type View } from '@gradus/kernel'
import type { PreparedKernel } from '../prepared-kernel.ts'
import { multiply } from './multiply.ts'
import { type FloatDType, Side } from './side.ts'
import { type Unguarded, unguard } from './unguard.ts'

/**
 * Contractions: products of two views, summed in index order over the last axes. Matrix products, convolutions and their gradients.
 *
 * They are recognised by their structure; undefined for other kernels, which the general reduction serves.
 */
export function prepareContraction(kernel: MapKernel): PreparedKernel | undefined {
  const { name, shape, output, reduce } = kernel
  const factors = factorsOf(kernel.body)
  if (!factors || !reduce || reduce.operation !== 'sum' || reduce.order !== 'sequential' || output.guards?.length) return undefined
  const { dtype, inputs } = factors
  const copies: (Unguarded & { readonly index: number })[] = []
  const views = [...kernel.inputs]
  for (const index of new Set(inputs)) {
    const view = simplifyView(shape, kernel.inputs[index]!)
    const unguarded = view.guards?.length ? unguard(name, index, dtype, shape, view) : undefined
    if (view.guards?.length && !unguarded) return undefined
    if (unguarded) copies.push({ ...unguarded, index })
    views[index] = unguarded ? unguarded.view : view
  }
  const product = prepareProduct(name, dtype, shape, reduce.axes, views, inputs, output)
  if (copies.length === 0) return product
  return (buffers, output) => {
    const withCopies = [...buffers]
    for (const { index, copy, length } of copies) {
      const buffer = { dtype, length, array: createArray(dtype, length), offset: 0 }
      copy(buffers, buffer)
      withCopies[index] = buffer
    }
    product(withCopies, output)
  }
}

/** Factors without guards as stacks of matrices. */
function prepareProduct(
  name: string,
  dtype: FloatDType,
  shape: Shape,
  reducedAxes: number,
  views: readonly View[],
  factors: readonly [number, number],
  output: View,
): PreparedKernel {
  const { axes, swap } = classify(shape, reducedAxes, views, factors)
  const [leftIndex, rightIndex] = swap ? [factors[1], factors[0]] : factors
  const kept = shape.slice(0, shape.length - reducedAxes)
  const left = new Side(name, leftIndex, dtype, shape, views[leftIndex]!, axes.batch, axes.rows, axes.steps)
  const right = new Side(name, rightIndex, dtype, shape, views[rightIndex]!, axes.batch, axes.columns, axes.steps)
  const target = new Side(name, -1, dtype, kept, output, axes.batch, axes.rows, axes.columns)
  return (inputs, outputBuffer) => {
    left.bind(inputs[leftIndex])
    right.bind(inputs[rightIndex])
    target.bind(outputBuffer)
    for (let batch = 0; batch < target.batches; batch++) {
      left.go(batch)
      right.go(batch)
      target.go(batch)
      multiply(dtype, left, right, target)
    }
    left.release()
    right.release()
    target.release()
  }
}

/** The two inputs whose product a formula is, if it is a product of floats. */
function factorsOf(body: Expression): { inputs: [number, number]; dtype: FloatDType } | undefined {
  if (body.kind !== 'binary' || body.operation !== 'multiply' || (body.dtype !== 'float32' && body.dtype !== 'float64')) return undefined
  const { a, b, dtype } = body
  return a.kind === 'input' && b.kind === 'input' ? { inputs: [a.index, b.index], dtype } : undefined
}

/** Which axes make up rows (only the left factor varies), columns (only the right one), batch (both) and steps (summed over). */
function classify(shape: Shape, reducedAxes: number, views: readonly View[], [left, right]: readonly [number, number]) {
  const kept = shape.length - reducedAxes
  const all = [...shape.keys()]
  const varies = (axis: number, input: number) => shape[axis] !== 1 && views[input]!.strides[axis] !== 0
  const outer = all.slice(0, kept)
  const batch = outer.filter((axis) => varies(axis, left) && varies(axis, right))
  const columns = outer.filter((axis) => !varies(axis, left) && varies(axis, right))
  const rows = outer.filter((axis) => !varies(axis, right))
  const steps = all.slice(kept)
  // Tiles are wider than high: a lone column is better off as a row. Products commute, bit for bit.
  const swap = columns.every((axis) => shape[axis] === 1)
  return { swap, axes: swap ? { batch, rows: columns, columns: rows, steps } : { batch, rows, columns, steps } }
}
