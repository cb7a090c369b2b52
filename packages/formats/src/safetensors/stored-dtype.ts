import type { DType } from '@gradus/kernel'
import { widenBrainFloat, widenHalf } from './half-floats.ts'
import { fromLittleEndian } from './little-endian.ts'

/** The element types of safetensors that can be read. */
export type StoredDType = 'F64' | 'F32' | 'F16' | 'BF16' | 'I64' | 'I32' | 'I16' | 'I8' | 'U64' | 'U32' | 'U16' | 'U8' | 'BOOL'

/** What an element type needs in the file, and how its elements are read, exactly or not at all. */
export interface StoredKind {
  readonly name: StoredDType
  /** Bytes per element. */
  readonly size: number
  readonly dtype: DType
  /** Elements from their bytes; the index of the first that does not fit, and why. */
  readonly read: (bytes: Uint8Array) => Elements | Misfit
  /** For integers of 64 bits, all of their values. */
  readonly readBig?: (bytes: Uint8Array) => BigInt64Array<ArrayBuffer> | BigUint64Array<ArrayBuffer>
}

type Elements = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>

/** An element that cannot be read. */
export interface Misfit {
  readonly index: number
  readonly text: string
}

/** The kind that a file names, or undefined for an unknown or unsupported one. */
export function storedKind(name: string): StoredKind | undefined {
  return kinds.find((kind) => kind.name === name)
}

/** The names of all kinds, for messages. */
export function storedNames(): string {
  return kinds.map(({ name }) => name).join(', ')
}

const kinds: readonly StoredKind[] = [
  { name: 'F64', size: 8, dtype: 'float64', read: (bytes) => new Float64Array(fromLittleEndian(bytes, 8)) },
  { name: 'F32', size: 4, dtype: 'float32', read: (bytes) => new Float32Array(fromLittleEndian(bytes, 4)) },
  { name: 'F16', size: 2, dtype: 'float32', read: (bytes) => widenHalf(new Uint16Array(fromLittleEndian(bytes, 2))) },
  { name: 'BF16', size: 2, dtype: 'float32', read: (bytes) => widenBrainFloat(new Uint16Array(fromLittleEndian(bytes, 2))) },
  { name: 'I64', size: 8, dtype: 'float64', read: (bytes) => readWide(bytes, true), readBig: (bytes) => new BigInt64Array(fromLittleEndian(bytes, 8)) },
  { name: 'I32', size: 4, dtype: 'int32', read: (bytes) => new Int32Array(fromLittleEndian(bytes, 4)) },
  { name: 'I16', size: 2, dtype: 'int32', read: (bytes) => Int32Array.from(new Int16Array(fromLittleEndian(bytes, 2))) },
  { name: 'I8', size: 1, dtype: 'int32', read: (bytes) => Int32Array.from(new Int8Array(fromLittleEndian(bytes, 1))) },
  { name: 'U64', size: 8, dtype: 'float64', read: (bytes) => readWide(bytes, false), readBig: (bytes) => new BigUint64Array(fromLittleEndian(bytes, 8)) },
  { name: 'U32', size: 4, dtype: 'float64', read: (bytes) => Float64Array.from(new Uint32Array(fromLittleEndian(bytes, 4))) },
  { name: 'U16', size: 2, dtype: 'int32', read: (bytes) => Int32Array.from(new Uint16Array(fromLittleEndian(bytes, 2))) },
  { name: 'U8', size: 1, dtype: 'int32', read: (bytes) => Int32Array.from(bytes) },
  { name: 'BOOL', size: 1, dtype: 'bool', read: readBool },
] // biome-ignore format: as a table

/** Integers of 64 bits as float64, which holds those below 2⁵³ exactly. */
function readWide(bytes: Uint8Array, signed: boolean): Float64Array<ArrayBuffer> | Misfit {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const values = new Float64Array(bytes.length / 8)
  for (let index = 0; index < values.length; index++) {
    const at = index * 8
    const high = signed ? view.getInt32(at + 4, true) : view.getUint32(at + 4, true)
    const value = high * 4294967296 + view.getUint32(at, true)
    if (!Number.isSafeInteger(value)) {
      const exact = signed ? view.getBigInt64(at, true) : view.getBigUint64(at, true)
      return { index, text: `${exact}, which float64 does not hold exactly; the option int64: 'bigint' reads it` }
    }
    values[index] = value
  }
  return values
}

function readBool(bytes: Uint8Array): Uint8Array<ArrayBuffer> | Misfit {
  const index = bytes.findIndex((byte) => byte > 1)
  return index < 0 ? Uint8Array.from(bytes) : { index, text: `the byte ${bytes[index]}; a BOOL is 0 or 1` }
}
