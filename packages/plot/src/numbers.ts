import { describe, GradusError } from '@gradus/kernel'

/** Numbers in order: a plain array or a typed array. */
export type Numbers =
  | readonly number[]
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array

/** Throws unless `values` holds numbers: 'type' for anything else, 'range' when there are none. NaN and ±Infinity are numbers. */
export function checkNumbers(operation: string, argument: string, values: unknown): asserts values is Numbers {
  const typed = ArrayBuffer.isView(values) && !(values instanceof DataView)
  if (!Array.isArray(values) && !typed) {
    throw new GradusError('type', `${operation}: ${argument} must be an array of numbers, got ${describe(values)}`)
  }
  const items = values as ArrayLike<unknown>
  if (items.length === 0) throw new GradusError('range', `${operation}: ${argument} is empty, expected at least one number`)
  if (typed && typeof items[0] === 'number') return
  for (let i = 0; i < items.length; i++) {
    if (typeof items[i] !== 'number') {
      throw new GradusError('type', `${operation}: ${argument}[${i}] is ${describe(items[i])}, expected a number`)
    }
  }
}

/** Throws as {@link checkNumbers} does, and 'range' for the first number that is not finite. */
export function checkFiniteNumbers(operation: string, argument: string, values: unknown): asserts values is Numbers {
  checkNumbers(operation, argument, values)
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new GradusError('range', `${operation}: ${argument}[${i}] is ${values[i]}, expected a finite number`)
    }
  }
}
