import { rowMajorStrides, type Shape } from './shape.ts'

/**
 * Where an element comes from or goes to: transpose, broadcast, slice, pad, window and dilation are all views, and none copies.
 *
 * The element for index (i₀, i₁, …) lies at `offset + Σ strides[k]·i[k]`, plus for each guard `stride · position / step`, where
 * `position = start + Σ factors[k]·i[k]`. Where a position is not divisible by its `step`, or position / step is outside
 * 0 … size−1, the view yields `fill` (0 unless stated) and nothing is read.
 */
export interface View {
  /** Where in the buffer the element of index (0, 0, …) lies, guards apart. */
  readonly offset: number
  /** Distance in the buffer per step along each axis of the index space; 0 repeats the element. */
  readonly strides: readonly number[]
  /** Coordinates that can leave their bounds; none unless stated. */
  readonly guards?: readonly Guard[]
  /** What it yields there; 0 unless stated. */
  readonly fill?: number
}

/** One source coordinate that can leave its bounds: padding, dilation, and the gradients of strided windows. */
export interface Guard {
  /** The position at index (0, 0, …). */
  readonly start: number
  /** What each axis of the index space adds to the position per step. */
  readonly factors: readonly number[]
  /** What the position is divided by; where it is not divisible nothing is there. */
  readonly step: number
  /** How many places there are: from 0 to size − 1. */
  readonly size: number
  /** Distance in the buffer from one place to the next. */
  readonly stride: number
}

/** The view of a row-major buffer of this shape. */
export function denseView(shape: Shape): View {
  return { offset: 0, strides: rowMajorStrides(shape) }
}

/** Whether the view reads a row-major buffer of this shape from front to back. Axes of one element may have any stride. */
export function isDense(view: View, shape: Shape): boolean {
  if (view.guards?.length) return false
  let stride = 1
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1 && view.strides[axis] !== stride) return false
    stride *= shape[axis]!
  }
  return true
}

/** The view as it looks when the axes of the index space are put in another order. */
export function permuteView(view: View, order: readonly number[]): View {
  return {
    ...view,
    strides: order.map((axis) => view.strides[axis]!),
    guards: (view.guards ?? []).map((guard) => ({ ...guard, factors: order.map((axis) => guard.factors[axis]!) })),
  }
}

/** The view with guards whose position never leaves the bounds turned into plain strides, and the parts that it left out stated. */
export function simplifyView(shape: Shape, view: View): Required<View> {
  let { offset } = view
  const strides = shape.map((_, axis) => view.strides[axis]!)
  const guards: Guard[] = []
  for (const guard of view.guards ?? []) {
    const factors = shape.map((size, axis) => (size === 1 ? 0 : guard.factors[axis]!))
    const [least, greatest] = rangeOf(guard.start, shape, factors)
    const divisible = guard.start % guard.step === 0 && factors.every((factor) => factor % guard.step === 0)
    if (divisible && least >= 0 && greatest / guard.step < guard.size) {
      offset += (guard.start / guard.step) * guard.stride
      for (let axis = 0; axis < shape.length; axis++) strides[axis]! += (factors[axis]! / guard.step) * guard.stride
    } else {
      guards.push({ ...guard, factors })
    }
  }
  return { offset, strides, guards, fill: view.fill ?? 0 }
}

/** The least and the greatest value of start + Σ factors·i over the index space. */
export function rangeOf(start: number, sizes: readonly number[], factors: readonly number[]): [number, number] {
  let least = start
  let greatest = start
  for (let axis = 0; axis < sizes.length; axis++) {
    const reach = factors[axis]! * (sizes[axis]! - 1)
    if (reach < 0) least += reach
    else greatest += reach
  }
  return [least, greatest]
}
