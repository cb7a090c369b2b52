import {
  bytesPerElement,
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
import { fits } from '../scalar.ts'
import type { Tensor } from '../tensor.ts'
import type { Check, NestedInput, Result, ShapeOf } from '../types/index.ts'
import { type CreationOptions, checkAttached, checkCreation, create } from './create.ts'

/** Typed arrays that `tensor` takes as they are; the small integer kinds become int32. */
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

/** Options of {@link tensor}. */
export interface TensorOptions<S extends Shape = Shape> extends CreationOptions {
  /** The shape of a typed array's elements; one axis unless stated. NestedInput arrays have their own shape. */
  readonly shape?: S
}

/**
 * A tensor from a number, nested arrays of numbers or booleans, or a typed array. The values are copied.
 *
 * The dtype is that of the typed array; numbers become float32 and booleans bool unless `dtype` says otherwise. Nothing is converted silently:
 * an int32 takes only integers that fit, bool only true, false, 0 and 1.
 * Throws: GradusError 'shape' for ragged arrays or a shape that does not fit, 'type' for anything that is no number (null, "2", 2n),
 * 'range' for numbers that do not fit; each names the item.
 *
 * @example
 * tensor([[1, 2], [3, 4]]).shape // [2, 2]
 * tensor(new Float64Array([1, 2, 3, 4]), { shape: [2, 2] }).dtype // 'float64'
 */
export function tensor<const S extends Shape>(values: NumberArray, options: TensorOptions<S> & { readonly shape: S }): Tensor<S>
export function tensor(values: NumberArray, options?: CreationOptions): Tensor<readonly [number]>
export function tensor<const V extends NestedInput>(values: Check<V, ShapeOf<V>>, options?: CreationOptions): Tensor<Result<ShapeOf<V>>>
export function tensor(values: NumberArray | NestedInput, options: TensorOptions = {}): Tensor {
  const fallback = ArrayBuffer.isView(values)
    ? dtypeOfTypedArray(values)
    : firstLeaf(values) === true || firstLeaf(values) === false
      ? 'bool'
      : 'float32'
  const dtype = checkCreation('tensor', options, fallback, ['shape'])
  const { shape, data } = ArrayBuffer.isView(values)
    ? fromTypedArray(values, dtype, options.shape)
    : fromNested(values, dtype, options.shape)
  return create(data, shape, dtype, options.requiresGradient)
}

function dtypeOfTypedArray(values: ArrayBufferView): DType {
  if (values instanceof Float64Array) return 'float64'
  if (values instanceof Float32Array) return 'float32'
  if (values instanceof DataView || values instanceof BigInt64Array || values instanceof BigUint64Array) {
    throw new GradusError('type', `tensor: ${describe(values)} has no dtype here; expected a typed array of numbers`)
  }
  return 'int32'
}

function fromTypedArray(values: NumberArray, dtype: DType, shape: Shape | undefined): { shape: Shape; data: TypedArray } {
  // A transferred buffer leaves a view of length 0 behind, which must not pass for an empty array.
  if (values.length === 0) checkAttached('tensor', values.buffer)
  const actual = shape ?? [values.length]
  checkShape('tensor', actual, bytesPerElement[dtype])
  const count = elementCount(actual)
  if (count !== values.length) throw new GradusError('shape', `tensor: ${values.length} values, shape ${shapeText(actual)} needs ${count}`)
  const data = createArray(dtype, count)
  for (let i = 0; i < count; i++) {
    const value = values[i]!
    if (!fits(value, dtype)) throw doesNotFit(value, dtype, [i])
    data[i] = value
  }
  return { shape: actual, data }
}

function fromNested(values: NestedInput, dtype: DType, wanted: Shape | undefined): { shape: Shape; data: TypedArray } {
  const shape = nestedShape(values)
  checkShape('tensor', shape, bytesPerElement[dtype])
  const data = createArray(dtype, elementCount(shape))
  const booleans = typeof firstLeaf(values) === 'boolean'
  let at = 0
  const path = new Array<number>(shape.length).fill(0)
  const fill = (item: unknown, axis: number): void => {
    if (axis === shape.length) {
      data[at++] = leafNumber(item, booleans, dtype, path)
      return
    }
    if (!Array.isArray(item))
      throw new GradusError('shape', `tensor: item ${pathText(path, axis)} is ${describe(item)}, expected an array of ${shape[axis]}`)
    if (item.length !== shape[axis]) {
      throw new GradusError(
        'shape',
        `tensor: ragged: item ${pathText(path, axis)} has length ${item.length}, expected ${shape[axis]} (as item ${pathText(firsts, axis)})`,
      )
    }
    for (let i = 0; i < item.length; i++) {
      path[axis] = i
      fill(item[i], axis + 1)
    }
  }
  fill(values, 0)
  if (wanted === undefined) return { shape, data }
  checkShape('tensor', wanted)
  if (elementCount(wanted) !== data.length)
    throw new GradusError('shape', `tensor: ${data.length} values, shape ${shapeText(wanted)} needs ${elementCount(wanted)}`)
  return { shape: wanted, data }
}

/** The shape that the first item of each axis suggests; the rest is checked against it. */
function nestedShape(values: unknown): number[] {
  const shape: number[] = []
  for (let item = values; Array.isArray(item); item = item[0]) {
    shape.push(item.length)
    if (shape.length > maxRank)
      throw new GradusError('range', `tensor: nested deeper than the rank limit of ${maxRank} (does the array contain itself?)`)
  }
  return shape
}

function firstLeaf(values: unknown): unknown {
  let item = values
  for (let depth = 0; Array.isArray(item) && depth <= maxRank; depth++) item = item[0]
  return item
}

function leafNumber(item: unknown, booleans: boolean, dtype: DType, path: readonly number[]): number {
  if (typeof item === 'boolean' && booleans && dtype === 'bool') return item ? 1 : 0
  if (typeof item === 'number' && !booleans) {
    if (!fits(item, dtype)) throw doesNotFit(item, dtype, path)
    return item
  }
  if (Array.isArray(item))
    throw new GradusError(
      'shape',
      `tensor: ragged: item ${pathText(path)} is an array of ${item.length}, expected a number as item ${pathText(firsts, path.length)}`,
    )
  const hint =
    typeof item === 'bigint'
      ? '; int32 takes integers as numbers'
      : typeof item === 'boolean'
        ? `; ${booleans ? 'booleans make a bool tensor, use cast' : 'the first item is a number'}`
        : ''
  const expected = booleans ? 'a boolean' : 'a finite-or-NaN number or a boolean'
  const place = path.length === 0 ? 'the value' : `item ${pathText(path)}`
  throw new GradusError(
    'type',
    `tensor: ${place} is ${describe(item)}${typeof item === 'bigint' ? ' (a bigint)' : ''}, expected ${expected}${hint}`,
  )
}

function doesNotFit(value: number, dtype: DType, path: readonly number[]): GradusError {
  return new GradusError('range', `tensor: item ${pathText(path)} = ${value} does not fit ${dtype}`)
}

/** Where the first item of each axis lies. */
const firsts: readonly number[] = new Array<number>(maxRank).fill(0)

/** The first `count` indices of a path: `[0][2]`. */
function pathText(path: readonly number[], count = path.length): string {
  return path
    .slice(0, count)
    .map((i) => `[${i}]`)
    .join('')
}
