import type { Expression, MapKernel } from '@gradus/kernel'
import type { Run } from '../run.ts'
import { multiply } from './multiply.ts'
import { Side } from './side.ts'

/**
 * Contractions: products of two views, summed in index order over the last axes. Matrix products, convolutions and their gradients.
 *
 * They are recognised by their structure; undefined for other kernels, which the general reduction serves.
 */
export function prepareContraction(kernel: MapKernel): Run | undefined {
  const { name, shape, output: outputView, reduce } = kernel
  const factors = factorsOf(kernel.body)
  if (!factors || !reduce || reduce.operation !== 'sum' || reduce.order !== 'sequential') return undefined
  const views = [...factors.inputs.map((index) => kernel.inputs[index]!), outputView]
  if (views.some((view) => view.guards?.length)) return undefined

  const { axes, swap } = classify(kernel, factors.inputs)
  const [leftIndex, rightIndex] = swap ? [factors.inputs[1], factors.inputs[0]] : factors.inputs
  const { dtype } = factors
  const kept = shape.slice(0, shape.length - reduce.axes)
  const left = new Side(name, leftIndex, dtype, shape, kernel.inputs[leftIndex]!, axes.batch, axes.rows, axes.steps)
  const right = new Side(name, rightIndex, dtype, shape, kernel.inputs[rightIndex]!, axes.batch, axes.columns, axes.steps)
  const target = new Side(name, -1, dtype, kept, outputView, axes.batch, axes.rows, axes.columns)

  return (inputs, output) => {
    left.bind(inputs[leftIndex])
    right.bind(inputs[rightIndex])
    target.bind(output)
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
function factorsOf(body: Expression): { inputs: [number, number]; dtype: 'float32' | 'float64' } | undefined {
  if (body.kind !== 'binary' || body.operation !== 'multiply' || (body.dtype !== 'float32' && body.dtype !== 'float64')) return undefined
  const { a, b, dtype } = body
  return a.kind === 'input' && b.kind === 'input' ? { inputs: [a.index, b.index], dtype } : undefined
}

/** Which axes make up rows (only the left factor varies), columns (only the right one), batch (both) and steps (summed over). */
function classify({ shape, inputs, reduce }: MapKernel, [left, right]: [number, number]) {
  const kept = shape.length - reduce!.axes
  const all = [...shape.keys()]
  const varies = (axis: number, input: number) => shape[axis] !== 1 && inputs[input]!.strides[axis] !== 0
  const outer = all.slice(0, kept)
  const batch = outer.filter((axis) => varies(axis, left) && varies(axis, right))
  const columns = outer.filter((axis) => !varies(axis, left) && varies(axis, right))
  const rows = outer.filter((axis) => !varies(axis, right))
  const steps = all.slice(kept)
  // Tiles are wider than high: a lone column is better off as a row. Products commute, bit for bit.
  const swap = columns.every((axis) => shape[axis] === 1)
  return { swap, axes: swap ? { batch, rows: columns, columns: rows, steps } : { batch, rows, columns, steps } }
}
