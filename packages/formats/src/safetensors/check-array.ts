import {
  checkAttached,
  checkChoice,
  checkParts,
  checkShape,
  describe,
  dtypes,
  elementCount,
  GradusError,
  type Shape,
  shapeText,
} from '@gradus/kernel'
import type { StoredDType } from './stored-dtype.ts'

/** An array that can be written: dense, in row-major order, of a known element type. */
export interface Writable {
  readonly name: string
  readonly data: ArrayBufferView
  readonly shape: Shape
  readonly stored: StoredDType
  /** Bytes per element. */
  readonly size: number
}

const kinds = {
  float32: { array: Float32Array, stored: 'F32', size: 4 },
  float64: { array: Float64Array, stored: 'F64', size: 8 },
  int32: { array: Int32Array, stored: 'I32', size: 4 },
  bool: { array: Uint8Array, stored: 'BOOL', size: 1 },
  int64: { array: BigInt64Array, stored: 'I64', size: 8 },
  uint64: { array: BigUint64Array, stored: 'U64', size: 8 },
} as const

/** Throws unless an array is `{ data, shape, dtype }` of parts that agree. */
export function checkArray(operation: string, name: string, value: unknown): Writable {
  const where = `${operation}: tensor ${describe(name)}`
  checkParts(where, value, ['data', 'shape', 'dtype', 'stored'])
  const { data, shape, dtype } = value as { readonly data: unknown; readonly shape: unknown; readonly dtype: unknown }
  checkChoice(where, 'dtype', dtype, [...dtypes, 'int64', 'uint64'])
  const { array, stored, size } = kinds[dtype]
  checkShape(where, shape, size)
  if (!(data instanceof array))
    throw new GradusError('type', `${where}: data of dtype ${dtype} must be a ${array.name}, got ${describe(data)}`)
  if (data.length === 0) checkAttached(where, data.buffer)
  const count = elementCount(shape)
  if (data.length !== count) throw new GradusError('shape', `${where}: ${data.length} values, shape ${shapeText(shape)} needs ${count}`)
  if (data instanceof Uint8Array) {
    const bad = data.findIndex((element) => element > 1)
    if (bad >= 0) throw new GradusError('range', `${where}: element ${bad} is ${data[bad]}, a bool is 0 or 1`)
  }
  return { name, data, shape, stored, size }
}
