import type { ArrayData, Shape } from '@gradus/kernel'
import type { StoredDType } from './stored-dtype.ts'

/** An array from a file. */
export interface StoredTensor extends ArrayData {
  /** The element type in the file; `dtype` is the one in memory, which holds it exactly. */
  readonly stored: StoredDType
}

/** Integers of 64 bits, which no dtype of ours holds: what the option `int64: 'bigint'` gives for I64 and U64, and what can be written. */
export interface BigIntegers {
  /** The elements in row-major order. */
  readonly data: BigInt64Array | BigUint64Array
  /** The extent of each axis. */
  readonly shape: Shape
  /** With a sign, or without. */
  readonly dtype: 'int64' | 'uint64'
}

/** The same from a file. */
export interface StoredBigIntegers extends BigIntegers {
  /** The element type in the file. */
  readonly stored: 'I64' | 'U64'
}
