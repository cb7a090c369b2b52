import { describe, GradusError, isFloat } from '@gradus/kernel'
import { Tensor } from './tensor.ts'

/** Throws 'type' unless `value` is a tensor. */
export function checkTensor(operation: string, argument: string, value: unknown): asserts value is Tensor {
  if (!(value instanceof Tensor)) throw new GradusError('type', `${operation}: ${argument} must be a tensor, got ${describe(value)}`)
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
