import type { Guard, Shape, View } from '@gradus/kernel'

/**
 * A view over an index space, with axes merged where it walks through them as through one, and guards dropped that always hold.
 *
 * Positions in the index space are counted in row-major order; merging keeps that count.
 */
export interface Layout {
  readonly offset: number
  readonly sizes: readonly number[]
  readonly strides: readonly number[]
  readonly guards: readonly Guard[]
  readonly fill: number
  /** The distance between neighbours, when it is the same for all: no guards and at most one axis. */
  readonly step: number | undefined
  /** One more than the highest element that may be reached. */
  readonly extent: number
}

/** The simplest layout that yields the elements of `view` over `shape`. */
export function layoutOf(shape: Shape, view: View): Layout {
  const { offset, strides, guards } = foldGuards(shape, view)
  const sizes: number[] = []
  const kept: number[][] = [] // per merged axis: the stride, then each guard's factor
  for (let axis = 0; axis < shape.length; axis++) {
    const size = shape[axis]!
    if (size === 1) continue
    const steps = [strides[axis]!, ...guards.map((guard) => guard.factors[axis]!)]
    const last = kept.length - 1
    if (last >= 0 && kept[last]!.every((step, i) => step === steps[i]! * size)) {
      sizes[last] = sizes[last]! * size
      kept[last] = steps
    } else {
      sizes.push(size)
      kept.push(steps)
    }
  }
  const merged = kept.map((steps) => steps[0]!)
  return {
    offset,
    sizes,
    strides: merged,
    guards: guards.map((guard, i) => ({ ...guard, factors: kept.map((steps) => steps[i + 1]!) })),
    fill: view.fill ?? 0,
    step: guards.length > 0 || sizes.length > 1 ? undefined : (merged[0] ?? 0),
    extent: extentOf(offset, sizes, merged, guards),
  }
}

/** The view as it looks when the axes of the index space are put in another order. */
export function permute(view: View, order: readonly number[]): View {
  return {
    ...view,
    strides: order.map((axis) => view.strides[axis]!),
    guards: (view.guards ?? []).map((guard) => ({ ...guard, factors: order.map((axis) => guard.factors[axis]!) })),
  }
}

/** Turns guards whose position never leaves the bounds into plain strides. */
function foldGuards(shape: Shape, view: View): { offset: number; strides: number[]; guards: Guard[] } {
  let offset = view.offset
  const strides = shape.map((_, axis) => view.strides[axis]!)
  const guards: Guard[] = []
  for (const guard of view.guards ?? []) {
    const factors = shape.map((size, axis) => (size === 1 ? 0 : guard.factors[axis]!))
    const [least, greatest] = range(guard.start, shape, factors)
    const divisible = guard.start % guard.step === 0 && factors.every((factor) => factor % guard.step === 0)
    if (divisible && least >= 0 && greatest / guard.step < guard.size) {
      offset += (guard.start / guard.step) * guard.stride
      for (let axis = 0; axis < shape.length; axis++) strides[axis]! += (factors[axis]! / guard.step) * guard.stride
    } else {
      guards.push({ ...guard, factors })
    }
  }
  return { offset, strides, guards }
}

/** The least and the greatest value of start + Σ factors·i over the index space. */
function range(start: number, sizes: readonly number[], factors: readonly number[]): [number, number] {
  let least = start
  let greatest = start
  for (let axis = 0; axis < sizes.length; axis++) {
    const reach = factors[axis]! * (sizes[axis]! - 1)
    if (reach < 0) least += reach
    else greatest += reach
  }
  return [least, greatest]
}

function extentOf(offset: number, sizes: readonly number[], strides: readonly number[], guards: readonly Guard[]): number {
  if (sizes.includes(0)) return 0
  let [, greatest] = range(offset, sizes, strides)
  for (const { size, stride } of guards) greatest += Math.max(0, (size - 1) * stride)
  return greatest + 1
}

/** Marks, in a table of offsets, a position that the view does not reach. All others are >= 0. */
export const outside = -2147483648

/**
 * Writes to `table` from `at` on where the elements for positions `start … start + count − 1` lie, {@link outside} where a guard bars them.
 */
export function writeOffsets(layout: Layout, start: number, count: number, table: Int32Array, at = 0): void {
  const { sizes, strides, guards } = layout
  const last = sizes.length - 1
  if (last < 0) {
    table.fill(layout.offset, at, at + count)
    if (guards.length > 0) applyGuards(layout, [], table, at, count)
    return
  }
  const index = indexAt(sizes, start)
  const stride = strides[last]!
  const size = sizes[last]!
  for (let done = 0; done < count; ) {
    const length = Math.min(count - done, size - index[last]!)
    let offset = layout.offset
    for (let axis = 0; axis <= last; axis++) offset += strides[axis]! * index[axis]!
    const end = at + done + length
    for (let k = at + done; k < end; k++) {
      table[k] = offset
      offset += stride
    }
    if (guards.length > 0) applyGuards(layout, index, table, at + done, length)
    done += length
    index[last]! += length
    for (let axis = last; axis > 0 && index[axis] === sizes[axis]; axis--) {
      index[axis] = 0
      index[axis - 1]!++
    }
  }
}

/** A position of the index space as one index per axis. */
export function indexAt(sizes: readonly number[], position: number): number[] {
  const index = new Array<number>(sizes.length)
  for (let axis = sizes.length - 1; axis >= 0; axis--) {
    index[axis] = position % sizes[axis]!
    position = Math.floor(position / sizes[axis]!)
  }
  return index
}

/** Adds what the guards contribute to a run of offsets along the last axis, and marks those they bar. */
function applyGuards(layout: Layout, index: readonly number[], table: Int32Array, at: number, count: number): void {
  const last = index.length - 1
  for (const { start, factors, step, size, stride } of layout.guards) {
    let position = start
    for (let axis = 0; axis <= last; axis++) position += factors[axis]! * index[axis]!
    const factor = last < 0 ? 0 : factors[last]!
    for (let k = at; k < at + count; k++) {
      const coordinate = step === 1 ? position : position / step
      if (coordinate < 0 || coordinate >= size || coordinate !== Math.floor(coordinate)) table[k] = outside
      else if (table[k] !== outside) table[k]! += coordinate * stride
      position += factor
    }
  }
}
