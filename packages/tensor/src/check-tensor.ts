import { describe, GradusError, isFloat } from '@gradus/kernel'
import { Tensor } from './tensor.ts'

/** Throws 'type' unless `value` is a tensor. */
export function checkTensor(operation: string, argument: string, value: unknown): asserts value is Tensor {
  if (!(value instanceof Tensor)) throw new GradusError('type', `${operation}: ${argument} must be a tensor, got ${describeOther(value)}`)
}

/** Throws 'type' unless `value` is a tensor of real numbers. */
export function checkFloat(operation: string, argument: string, value: unknown): asserts value is Tensor {
  checkTensor(operation, argument, value)
  if (!isFloat(value.dtype))
    throw new GradusError('type', `${operation}: ${argument} is ${value.dtype}, expected float32 or float64; use cast`)
}

/** Throws 'type' unless `value` is a tensor of indices. */
export function checkIndices(operation: string, argument: string, value: unknown): asserts value is Tensor {
  checkTensor(operation, argument, value)
  if (value.dtype !== 'int32') {
    throw new GradusError('type', `${operation}: ${argument} must be int32, got ${value.dtype}; make them with { dtype: 'int32' }, or cast`)
  }
}

/** What a value is that should be a tensor and is not: that it looks like one does not help to understand. */
export function describeOther(value: unknown): string {
  const foreign =
    typeof value === 'object' && value !== null && ['layout', 'buffer', 'backend', 'accumulated'].every((part) => part in value)
  return foreign ? 'a tensor of another copy of @gradus/tensor; make sure that everything loads the same one' : describe(value)
}
