import { checkChoice, checkInteger } from './check.ts'
import { GradusError } from './error.ts'

/** The element types. `bool` is stored as one byte, 0 or 1. */
export const dtypes = ['float32', 'float64', 'int32', 'bool'] as const

/** The name of an element type. */
export type DType = (typeof dtypes)[number]

/** The typed array that stores elements of each dtype. */
export interface ArrayOf {
  /** Floats of 32 bits. */
  float32: Float32Array
  /** Floats of 64 bits. */
  float64: Float64Array
  /** Integers of 32 bits, with a sign. */
  int32: Int32Array
  /** 0 and 1, a byte each. */
  bool: Uint8Array
}

/** Any array that can store a tensor's elements. */
export type TypedArray = ArrayOf[DType]

/** Bytes per element. */
export const bytesPerElement: Readonly<Record<DType, number>> = { float32: 4, float64: 8, int32: 4, bool: 1 }

/**
 * A new zero-filled array for `length` elements of `dtype`.
 *
 * Throws: GradusError 'range' when there is no memory for it.
 */
export function createArray<D extends DType>(dtype: D, length: number): ArrayOf[D]
export function createArray(dtype: DType, length: number): TypedArray {
  // The check puts its message together first; a length that is right must not wait for that.
  if (!(Number.isInteger(length) && length >= 0)) checkInteger('createArray', 'length', length, { min: 0 })
  try {
    switch (dtype) {
      case 'float32':
        return new Float32Array(length)
      case 'float64':
        return new Float64Array(length)
      case 'int32':
        return new Int32Array(length)
      case 'bool':
        return new Uint8Array(length)
    }
  } catch (cause) {
    throw new GradusError('range', `createArray: there is no memory for ${length} elements of ${dtype}`, { cause })
  }
  checkDType('createArray', dtype)
  return dtype
}

/** Whether elements are real numbers, which is what gradients need. */
export function isFloat(dtype: DType): dtype is 'float32' | 'float64' {
  return dtype === 'float32' || dtype === 'float64'
}

/** Whether a number can be an element of this dtype; floats take every number, rounded. */
export function fits(value: number, dtype: DType): boolean {
  if (dtype === 'int32') return Number.isInteger(value) && value >= -2147483648 && value <= 2147483647
  if (dtype === 'bool') return value === 0 || value === 1
  return true
}

/** Throws 'type' when `dtype` is not one of {@link dtypes}. */
export function checkDType(operation: string, dtype: unknown): asserts dtype is DType {
  checkChoice(operation, 'dtype', dtype, dtypes)
}
