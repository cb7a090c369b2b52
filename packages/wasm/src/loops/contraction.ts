import { elementCount, type View } from '@gradus/kernel'
import type { MapStep } from '../program/lower.ts'
import type { Access } from './members.ts'
import { type Space, spaceOf } from './space.ts'

/** The two factors of a contraction, in the order in which they are taken: the second one's columns lie in lanes. */
export interface Factors {
  /** Operands by number. */
  readonly left: number
  readonly right: number
}

/**
 * The factors of a step that is a contraction: products of two views without guards, summed in index order. Found by structure, never by
 * name; undefined for all other steps.
 */
export function factorsOf({ kernel, operands }: MapStep): Factors | undefined {
  const { body, reduce, output } = kernel
  if (reduce?.operation !== 'sum' || reduce.order !== 'sequential' || output.guards?.length) return undefined
  if (body.kind !== 'binary' || body.operation !== 'multiply' || body.dtype === 'bool') return undefined
  const { a, b } = body
  if (a.kind !== 'input' || b.kind !== 'input') return undefined
  // Within a tile, and within what is summed up, nothing but the sum's own order may lead backwards.
  const leadsBack = ({ strides }: View): boolean => strides.slice(0, output.strides.length).some((stride) => stride < 0)
  if (operands.some(({ view }) => view.guards?.length || leadsBack(view)) || leadsBack(output) || kernel.shape.includes(0)) return undefined
  return { left: a.index, right: b.index }
}

/** The index space of a contraction, axes by their part in it. */
export interface ContractionSpace extends Space {
  /** Operand numbers: the one whose elements are spread over lanes, and the one whose columns lie in lanes. */
  readonly left: number
  readonly right: number
  /** Axes that both factors vary along, or none; those of the left one; those of the right one; those that are summed over. */
  readonly batch: readonly number[]
  readonly rows: readonly number[]
  readonly columns: readonly number[]
  readonly depth: readonly number[]
  /** Views in this order: left, right, output, then the accesses of the epilogue. */
  readonly views: Space['views']
}

/** The space of a contraction whose epilogue makes these accesses over its kept axes. */
export function contractionSpace(step: MapStep, { left, right }: Factors, accesses: readonly Access[]): ContractionSpace {
  const { kernel, operands } = step
  const { shape } = kernel
  const outer = shape.length - kernel.reduce!.axes
  const [a, b] = [operands[left]!.view, operands[right]!.view]
  const kindOf = (axis: number): number => {
    if (axis >= outer) return 3
    const [x, y] = [a.strides[axis] !== 0, b.strides[axis] !== 0]
    return x === y ? 0 : x ? 1 : 2
  }
  const kinds = shape.map((_, axis) => kindOf(axis))
  const sizeOf = (kind: number): number => elementCount(shape.filter((_, axis) => kinds[axis] === kind))
  // Lanes want columns, and columns that lie side by side in the output. Products commute, bit for bit.
  const closest = (kind: number): boolean =>
    shape.some((size, axis) => kinds[axis] === kind && size > 1 && kernel.output.strides[axis] === 1)
  const swap = sizeOf(2) === 1 || (sizeOf(1) > 1 && closest(1) && !closest(2))
  const kept = (view: View): View => ({ ...view, strides: [...view.strides, ...shape.slice(outer).map(() => 0)] })
  const views = [swap ? b : a, swap ? a : b, kept(kernel.output), ...accesses.map(({ view }) => kept(view))]
  const space = spaceOf(shape, views, new Set(), kinds)
  const axesOf = (kind: number): number[] => [...new Set(space.axes.filter((axis, i) => axis >= 0 && kinds[i] === kind))]
  return {
    ...space,
    left: swap ? right : left,
    right: swap ? left : right,
    batch: axesOf(0),
    rows: axesOf(swap ? 2 : 1),
    columns: axesOf(swap ? 1 : 2),
    depth: axesOf(3),
  }
}
