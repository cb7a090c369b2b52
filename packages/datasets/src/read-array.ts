import {
  bytesPerElement,
  checkDType,
  checkShape,
  createArray,
  type DType,
  describe,
  elementCount,
  GradusError,
  maxRank,
  type Shape,
  shapeText,
  type TypedArray,
} from '@gradus/kernel'
import type { ArrayData } from './array-data.ts'
import type { ArraySource, NumberArray } from './nested.ts'

/**
 * A copy of nested arrays or of a typed array, as `dtype` or else as what the values suggest: float32 for plain numbers and booleans, a
 * typed array's own dtype.
 *
 * Throws: GradusError 'shape' for ragged arrays or a shape that does not fit, 'type' for anything that is no number (null, "2", 2n), 'range'
 * for numbers that the dtype cannot hold; each names the item.
 */
export function readArray(operation: string, argument: string, source: ArraySource, dtype: DType | undefined): ArrayData {
  const where = `${operation}: ${argument}`
  if (Array.isArray(source)) return readNested(where, source, dtype ?? 'float32')
  if (ArrayBuffer.isView(source)) return readTyped(where, source as NumberArray, undefined, dtype)
  if (typeof source !== 'object' || source === null || !('data' in source && 'shape' in source && ArrayBuffer.isView(source.data))) {
    throw new GradusError('type', `${where} must be nested arrays, a typed array or { data, shape }, got ${describe(source)}`)
  }
  if (source.dtype !== undefined) checkDType(where, source.dtype)
  return readTyped(where, source.data, source.shape, dtype ?? source.dtype)
}

function readTyped(where: string, values: NumberArray, wanted: Shape | undefined, wantedDType: DType | undefined): ArrayData {
  if (typeof values[0] === 'bigint' || values instanceof DataView) {
    throw new GradusError('type', `${where} is ${describe(values)}, expected a typed array of numbers`)
  }
  // A transferred buffer leaves a view of length 0 behind, which must not pass for an empty array.
  if (values.length === 0 && isDetached(values.buffer)) {
    throw new GradusError('type', `${where}: the buffer of this typed array was transferred away (detached)`)
  }
  const dtype = wantedDType ?? dtypeOf(values)
  const shape = wanted === undefined ? [values.length] : wanted
  checkShape(where, shape, bytesPerElement[dtype])
  const count = elementCount(shape)
  if (count !== values.length) throw new GradusError('shape', `${where}: ${values.length} values, shape ${shapeText(shape)} needs ${count}`)
  const data = createArray(dtype, count)
  for (let i = 0; i < count; i++) data[i] = fitted(where, values[i]!, dtype, [i])
  return { data, shape: [...shape], dtype }
}

function isDetached(buffer: ArrayBufferLike): boolean {
  try {
    new Uint8Array(buffer)
    return false
  } catch {
    return true
  }
}

function dtypeOf(values: NumberArray): DType {
  if (values instanceof Float32Array) return 'float32'
  return values instanceof Float64Array ? 'float64' : 'int32'
}

function readNested(where: string, values: readonly unknown[], dtype: DType): ArrayData {
  const shape = shapeOfFirstItems(where, values)
  checkShape(where, shape, bytesPerElement[dtype])
  const data = createArray(dtype, elementCount(shape))
  const path: number[] = []
  fill(where, values, shape, path, data, dtype, 0)
  return { data, shape, dtype }
}

/** The shape that the first item of each axis suggests; the others are checked against it. */
function shapeOfFirstItems(where: string, values: unknown): number[] {
  const shape: number[] = []
  for (let item = values; isList(item); item = item[0]) {
    shape.push(item.length)
    if (shape.length > maxRank) {
      throw new GradusError('range', `${where} is nested deeper than the rank limit of ${maxRank} (does the array contain itself?)`)
    }
  }
  return shape
}

/** Writes the elements of `item` from `at` on and gives the position behind them. */
function fill(where: string, item: unknown, shape: Shape, path: number[], data: TypedArray, dtype: DType, at: number): number {
  const size = shape[path.length]
  if (size === undefined) {
    if (isList(item)) throw ragged(where, path, `an array of ${item.length}`, 'a number')
    data[at] = leaf(where, item, dtype, path)
    return at + 1
  }
  if (!isList(item)) {
    // Where an array is due, null and text are mistakes of their own; a number is a ragged array.
    if (typeof item !== 'number' && typeof item !== 'boolean') leaf(where, item, dtype, path)
    throw ragged(where, path, describe(item), `an array of ${size}`)
  }
  if (item.length !== size) throw ragged(where, path, `of length ${item.length}`, `length ${size}`)
  let next = at
  for (let i = 0; i < size; i++) {
    path.push(i)
    next = fill(where, item[i], shape, path, data, dtype, next)
    path.pop()
  }
  return next
}

function leaf(where: string, item: unknown, dtype: DType, path: readonly number[]): number {
  if (typeof item === 'boolean') return item ? 1 : 0
  if (typeof item === 'number') return fitted(where, item, dtype, path)
  throw new GradusError('type', `${where}: item ${pathText(path)} is ${describe(item)}, expected a number or a boolean`)
}

function fitted(where: string, value: number, dtype: DType, path: readonly number[]): number {
  const fits =
    dtype === 'int32'
      ? Number.isInteger(value) && value >= -2147483648 && value <= 2147483647
      : dtype !== 'bool' || value === 0 || value === 1
  if (!fits) throw new GradusError('range', `${where}: item ${pathText(path)} = ${value} does not fit ${dtype}`)
  return value
}

function ragged(where: string, path: readonly number[], actual: string, expected: string): GradusError {
  const first = pathText(path.map(() => 0))
  return new GradusError('shape', `${where}: ragged: item ${pathText(path)} is ${actual}, expected ${expected} (as item ${first})`)
}

function pathText(path: readonly number[]): string {
  return path.map((i) => `[${i}]`).join('')
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))
}
