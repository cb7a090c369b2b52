import { rowMajorStrides, type Shape } from './shape.ts'

/**
 * Where an element comes from or goes to: transpose, broadcast, slice, pad, window and dilation are all views, and none copies.
 *
 * The element for index (i₀, i₁, …) lies at `offset + Σ strides[k]·i[k]`, plus for each guard `stride · position / step`, where
 * `position = start + Σ factors[k]·i[k]`. Where a position is not divisible by its `step`, or position / step is outside
 * 0 … size−1, the view yields `fill` (0 unless stated) and nothing is read.
 */
export interface View {
  readonly offset: number
  /** Distance in the buffer per step along each axis of the index space; 0 repeats the element. */
  readonly strides: readonly number[]
  readonly guards?: readonly Guard[]
  readonly fill?: number
}

/** One source coordinate that can leave its bounds: padding, dilation, and the gradients of strided windows. */
export interface Guard {
  readonly start: number
  readonly factors: readonly number[]
  readonly step: number
  readonly size: number
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
