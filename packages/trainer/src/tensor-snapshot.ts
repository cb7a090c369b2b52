import type { DType, Shape, TypedArray } from '@gradus/kernel'
import { type Tensor, tensor } from '@gradus/tensor'

/** The elements and the shape of a tensor, a copy. */
export interface TensorSnapshot {
  /** The elements in row-major order. */
  readonly data: TypedArray
  /** The extent of each axis. */
  readonly shape: Shape
}

/** Copies a tensor. */
export function copyOf(value: Tensor): TensorSnapshot {
  return { data: value.toTypedArray(), shape: value.shape }
}

/** A tensor with the elements of a copy. */
export function tensorOf({ data, shape }: TensorSnapshot, dtype: DType): Tensor {
  return tensor(data, { shape, dtype }) as Tensor
}

/** A record with each value changed. */
export function mapValues<Value, Result>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value, key: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]))
}
