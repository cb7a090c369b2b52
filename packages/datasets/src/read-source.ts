import { type ArrayData, checkDType, type DType, describe, GradusError, readArray } from '@gradus/kernel'
import type { ArraySource } from './array-source.ts'

/**
 * A copy of an {@link ArraySource}, as `dtype` or else as what the values suggest: float32 for plain numbers and booleans, a typed array's
 * own dtype. `where` begins each message: `dataset: inputs`.
 */
export function readSource(where: string, source: ArraySource, dtype: DType | undefined): ArrayData {
  if (Array.isArray(source) || ArrayBuffer.isView(source)) return readArray(where, source, { dtype, booleansAsNumbers: true })
  if (typeof source !== 'object' || source === null || !('data' in source && 'shape' in source && ArrayBuffer.isView(source.data))) {
    throw new GradusError('type', `${where} must be nested arrays, a typed array or { data, shape }, got ${describe(source)}`)
  }
  if (source.dtype !== undefined) checkDType(where, source.dtype)
  return readArray(where, source.data, { dtype: dtype ?? source.dtype, shape: source.shape })
}
