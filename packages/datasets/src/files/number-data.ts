import type { DType, NumberArray, Shape } from '@gradus/kernel'

/** The numbers of a file as they are stored there, with their shape: what `dataset` takes, and `tensor(data, { shape })`. */
export interface NumberData<S extends Shape = Shape> {
  /** The numbers in row-major order. */
  readonly data: NumberArray
  /** The extent of each axis. */
  readonly shape: S
  /** Where the array does not say it: `'bool'` for bytes that are booleans. */
  readonly dtype?: DType
}
