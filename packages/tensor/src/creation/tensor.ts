import { type NumberArray, readArray, type Shape } from '@gradus/kernel'
import type { Tensor } from '../tensor.ts'
import type { Check, Fits, NestedInput, Result, ShapeOf } from '../types/index.ts'
import { type CreationOptions, checkCreation, create } from './create.ts'

/** Options of {@link tensor}. */
export interface TensorOptions<S extends Shape = Shape> extends CreationOptions {
  /** The shape of a typed array's elements; one axis unless stated. Nested arrays have their own shape. */
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
export function tensor<const V extends NestedInput | NumberArray, const S extends Shape = never>(
  values: Check<V, ValuesShape<V, S>>,
  options: TensorOptions<S> = {},
): Tensor<Result<ValuesShape<V, S>>> {
  // Before the values are read, and again when they have said what their dtype is.
  checkCreation('tensor', options, 'float32', ['shape'])
  const { data, shape, dtype } = readArray('tensor', values, { dtype: options.dtype, shape: options.shape })
  checkCreation('tensor', options, dtype, ['shape'])
  return create(data, shape, dtype, options.requiresGradient) as never
}

/** The shape that was asked for, else that of the values; a sentence when they are ragged. */
type ValuesShape<V, S extends Shape> = [S] extends [never] ? (V extends NumberArray ? Fits<readonly [number]> : ShapeOf<V>) : Fits<S>
