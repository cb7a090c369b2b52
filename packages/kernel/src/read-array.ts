import { checkBoolean, checkOptions, describe } from './check.ts'
import { bytesPerElement, checkDType, createArray, type DType, fits, type TypedArray } from './dtype.ts'
import { GradusError } from './error.ts'
import { checkShape, elementCount, maxRank, type Shape, shapeText } from './shape.ts'

/** Typed arrays whose elements are read as they are; the small integer kinds become int32. */
export type NumberArray =
  | Float32Array
  | Float64Array
  | Int32Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Uint32Array

/** An array as plain data: the elements in row-major order, the extent of each axis and the type of the elements. */
export interface ArrayData<S extends Shape = Shape> {
  /** The elements in row-major order. */
  readonly data: TypedArray
  /** The extent of each axis. */
  readonly shape: S
  /** What the elements are. */
  readonly dtype: DType
}

/** What a reader of arrays is told beside the values. */
export interface ReadOptions {
  /** Unless given: a typed array's own dtype, float32 for plain numbers. */
  readonly dtype?: DType | undefined
  /** Whether booleans are read as the numbers 1 and 0, float32 unless `dtype` says otherwise. Unless true they make a bool only. */
  readonly booleansAsNumbers?: boolean
  /** In the place of the array's own shape, with as many elements. */
  readonly shape?: Shape | undefined
}

/**
 * A copy of a number, of nested arrays, or of a typed array. `where` begins each message: `tensor`, `dataset: inputs`.
 *
 * Throws: GradusError 'shape' for ragged arrays or a shape that does not fit, 'type' for anything that is no number (null, "2", 2n) or for
 * booleans among numbers, 'range' for numbers that the dtype cannot hold; each names the item.
 */
export function readArray(where: string, values: unknown, options: ReadOptions = {}): ArrayData {
  checkReadOptions(where, options)
  const own = ArrayBuffer.isView(values) ? readTyped(where, values, options.dtype) : readNested(where, values, options)
  if (options.shape === undefined) return own
  checkShape(where, options.shape, bytesPerElement[own.dtype])
  const count = elementCount(options.shape)
  if (count !== own.data.length) {
    throw new GradusError('shape', `${where}: ${own.data.length} values, shape ${shapeText(options.shape)} needs ${count}`)
  }
  return { ...own, shape: [...options.shape] }
}

function checkReadOptions(where: string, options: ReadOptions): void {
  checkOptions(where, options, ['dtype', 'booleansAsNumbers', 'shape'])
  if (options.dtype !== undefined) checkDType(where, options.dtype)
  if (options.booleansAsNumbers !== undefined) checkBoolean(where, 'booleansAsNumbers', options.booleansAsNumbers)
}

/** Throws 'type' when a buffer was transferred to another thread: views of it have length 0, which must not pass for an empty array. */
export function checkAttached(where: string, buffer: ArrayBufferLike): void {
  try {
    new Uint8Array(buffer)
  } catch {
    throw new GradusError('type', `${where}: the buffer was transferred away (detached)`)
  }
}

function readTyped(where: string, values: ArrayBufferView, wanted: DType | undefined): ArrayData {
  if (values instanceof DataView || values instanceof BigInt64Array || values instanceof BigUint64Array) {
    throw new GradusError('type', `${where}: ${describe(values)} has no dtype here; expected a typed array of numbers`)
  }
  const numbers = values as NumberArray
  if (numbers.length === 0) checkAttached(where, numbers.buffer)
  const dtype = wanted ?? dtypeOf(numbers)
  checkShape(where, [numbers.length], bytesPerElement[dtype])
  const data = createArray(dtype, numbers.length)
  for (let i = 0; i < data.length; i++) {
    const value = numbers[i]!
    if (!fits(value, dtype)) throw doesNotFit(where, value, dtype, [i])
    data[i] = value
  }
  return { data, shape: [numbers.length], dtype }
}

function dtypeOf(values: NumberArray): DType {
  if (values instanceof Float32Array) return 'float32'
  return values instanceof Float64Array ? 'float64' : 'int32'
}

function readNested(where: string, values: unknown, { dtype: wanted, booleansAsNumbers = false }: ReadOptions): ArrayData {
  const { shape, leaf } = followFirstItems(where, values)
  const dtype = wanted ?? (typeof leaf === 'boolean' && !booleansAsNumbers ? 'bool' : 'float32')
  if (typeof leaf === 'boolean' && dtype !== 'bool' && !booleansAsNumbers) {
    throw new GradusError('type', `${where}: the values are booleans, dtype is ${dtype}; booleans make a bool tensor, use cast`)
  }
  checkShape(where, shape, bytesPerElement[dtype])
  const data = createArray(dtype, elementCount(shape))
  const path = new Array<number>(shape.length).fill(0)
  let at = 0
  const fill = (item: unknown, axis: number): void => {
    if (axis === shape.length) {
      data[at++] = readLeaf(where, item, typeof leaf, dtype, path)
      return
    }
    if (!isList(item)) throw notAList(where, item, shape[axis]!, path.slice(0, axis))
    if (item.length !== shape[axis]) throw ragged(where, `has length ${item.length}`, String(shape[axis]), path.slice(0, axis))
    for (let i = 0; i < item.length; i++) {
      path[axis] = i
      fill(item[i], axis + 1)
    }
  }
  fill(values, 0)
  return { data, shape, dtype }
}

/** The shape and the kind of element that the first item of each axis suggests; the others are checked against them. */
function followFirstItems(where: string, values: unknown): { shape: number[]; leaf: unknown } {
  const shape: number[] = []
  let item = values
  while (isList(item)) {
    shape.push(item.length)
    if (shape.length > maxRank) {
      throw new GradusError('range', `${where}: nested deeper than the rank limit of ${maxRank} (does the array contain itself?)`)
    }
    item = item[0]
  }
  return { shape, leaf: item }
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))
}

function readLeaf(where: string, item: unknown, kind: string, dtype: DType, path: readonly number[]): number {
  if (isList(item)) throw ragged(where, `is an array of ${item.length}`, 'a number', path)
  if (typeof item === 'number' && kind === 'number') {
    if (!fits(item, dtype)) throw doesNotFit(where, item, dtype, path)
    return item
  }
  if (typeof item === 'boolean' && kind === 'boolean') return item ? 1 : 0
  const place = path.length === 0 ? 'the value' : `item ${pathText(path)}`
  const found = typeof item === 'bigint' ? `${describe(item)} (a bigint)` : describe(item)
  const expected = kind === 'boolean' ? 'a boolean, as the first item' : 'a finite-or-NaN number or a boolean'
  const hint =
    typeof item === 'bigint' ? '; int32 takes integers as numbers' : typeof item === 'boolean' ? '; the first item is a number' : ''
  throw new GradusError('type', `${where}: ${place} is ${found}, expected ${expected}${hint}`)
}

function notAList(where: string, item: unknown, size: number, path: readonly number[]): GradusError {
  if (typeof item === 'number' || typeof item === 'boolean') return ragged(where, `is ${describe(item)}`, `an array of ${size}`, path)
  return new GradusError('type', `${where}: item ${pathText(path)} is ${describe(item)}, expected an array of ${size}`)
}

function ragged(where: string, actual: string, expected: string, path: readonly number[]): GradusError {
  const first = pathText(path.map(() => 0))
  return new GradusError('shape', `${where}: ragged: item ${pathText(path)} ${actual}, expected ${expected} (as item ${first})`)
}

function doesNotFit(where: string, value: number, dtype: DType, path: readonly number[]): GradusError {
  return new GradusError('range', `${where}: item ${pathText(path)} = ${value} does not fit ${dtype}`)
}

/** A position in nested arrays: `[0][2]`. */
function pathText(path: readonly number[]): string {
  return path.map((i) => `[${i}]`).join('')
}
