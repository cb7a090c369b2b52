import { describe } from './check.ts'
import { GradusError } from './error.ts'

/** The extent of each axis, outermost first. `[]` is a scalar. */
export type Shape = readonly number[]

/** The most axes a tensor may have. */
export const maxRank = 32

/** The most elements a tensor may have: indices stay within a signed 32-bit integer. */
export const maxElements = 2147483647

const gibibyte = 1073741824

/** A shape as error messages and `toString` show it: `[2,3]`. */
export function shapeText(shape: Shape): string {
  return `[${shape.join(',')}]`
}

/** The number of elements: the product of the extents, 1 for a scalar. */
export function elementCount(shape: Shape): number {
  let count = 1
  for (let axis = 0; axis < shape.length; axis++) count *= shape[axis]!
  return count
}

/** Whether two shapes are the same. */
export function sameShape(a: Shape, b: Shape): boolean {
  if (a.length !== b.length) return false
  for (let axis = 0; axis < a.length; axis++) if (a[axis] !== b[axis]) return false
  return true
}

/** Row-major strides, in elements: how far apart neighbours along each axis lie. */
export function rowMajorStrides(shape: Shape): number[] {
  const strides = new Array<number>(shape.length)
  let stride = 1
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride
    stride *= shape[axis]!
  }
  return strides
}

/** Throws unless `shape` is an array of integers >= 0 that a tensor can have. */
export function checkShape(operation: string, shape: unknown, bytes = 4): asserts shape is Shape {
  if (!Array.isArray(shape)) throw new GradusError('type', `${operation}: shape must be an array of integers >= 0, got ${describe(shape)}`)
  if (shape.length > maxRank) throw new GradusError('range', `${operation}: rank ${shape.length} is above the limit of ${maxRank}`)
  let count = 1
  let empty = false
  for (let axis = 0; axis < shape.length; axis++) {
    const size: unknown = shape[axis]
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) {
      throw new GradusError('shape', `${operation}: dimension ${axis} is ${describe(size)}, expected an integer >= 0`)
    }
    if (size === 0) empty = true
    count *= size
  }
  if (!empty && count > maxElements) {
    throw new GradusError(
      'range',
      `${operation}: shape ${shapeText(shape)} needs ${count} elements (${Number(((count * bytes) / gibibyte).toPrecision(6))} GiB), the limit is ${maxElements}`,
    )
  }
}

/**
 * The shape of an elementwise result: axes are aligned at the end, an axis of 1 repeats.
 *
 * Throws: GradusError 'shape' that names the first axis of the result that differs.
 */
export function broadcastShapes(operation: string, a: Shape, b: Shape): Shape {
  if (sameShape(a, b)) return a
  const rank = Math.max(a.length, b.length)
  const shape = new Array<number>(rank)
  for (let axis = 0; axis < rank; axis++) {
    const sizeA = a[axis - rank + a.length] ?? 1
    const sizeB = b[axis - rank + b.length] ?? 1
    if (sizeA !== sizeB && sizeA !== 1 && sizeB !== 1) {
      throw new GradusError(
        'shape',
        `${operation}: ${shapeText(a)} and ${shapeText(b)} do not broadcast: axis ${axis} is ${sizeA} and ${sizeB}`,
      )
    }
    shape[axis] = sizeA === 1 ? sizeB : sizeA
  }
  return shape
}

/** An axis as 0 … rank−1; negative ones count from the end. Throws 'range' outside, 'type' for no integer. */
export function normalizeAxis(operation: string, axis: unknown, rank: number): number {
  if (typeof axis !== 'number' || !Number.isInteger(axis)) {
    throw new GradusError('type', `${operation}: axis must be an integer, got ${describe(axis)}`)
  }
  if (axis < -rank || axis >= rank) {
    throw new GradusError(
      'range',
      rank === 0
        ? `${operation}: axis ${axis} given, but a scalar has no axes`
        : `${operation}: axis ${axis} out of range [${-rank},${rank - 1}]`,
    )
  }
  return axis < 0 ? axis + rank : axis
}

/** Sorted, distinct axes; undefined means all of them. Throws 'range' for a duplicate. */
export function normalizeAxes(operation: string, axes: unknown, rank: number): number[] {
  if (axes === undefined) return Array.from({ length: rank }, (_, axis) => axis)
  const list = Array.isArray(axes) ? axes : [axes]
  const normalized = list.map((axis) => normalizeAxis(operation, axis, rank)).sort((a, b) => a - b)
  for (let i = 1; i < normalized.length; i++) {
    if (normalized[i] === normalized[i - 1]) throw new GradusError('range', `${operation}: duplicate axis ${normalized[i]}`)
  }
  return normalized
}
