import { GradusError, sameShape, shapeText } from '@gradus/kernel'
import { checkTensor } from './creation/create.ts'
import type { Tensor } from './tensor.ts'

/**
 * Gives tensors their next values: all of them or, when one does not fit, none.
 *
 * Throws: as {@link Tensor.assign}, before anything changes.
 *
 * @example
 * assignAll([[w, subtract(w, dw)], [b, subtract(b, db)]])
 */
export function assignAll(updates: readonly (readonly [target: Tensor, value: Tensor])[], operation = 'assignAll'): void {
  for (const [target, value] of updates) checkAssignable(operation, target, value)
  for (const [target, value] of updates) target.assign(value)
}

/** Throws unless `value` can become the value of `target`: shape, dtype and backend agree, and `target` was not computed. */
export function checkAssignable(operation: string, target: Tensor, value: Tensor): void {
  checkTensor(operation, 'the value', value)
  if (!sameShape(value.shape, target.shape)) {
    throw new GradusError('shape', `${operation}: the value has shape ${shapeText(value.shape)}, expected ${shapeText(target.shape)}`)
  }
  if (value.dtype !== target.dtype) {
    throw new GradusError('type', `${operation}: the value is ${value.dtype}, expected ${target.dtype}; use cast`)
  }
  if (value.backend !== target.backend) {
    throw new GradusError('state', `${operation}: the value lives on backend ${value.backend.name}, the tensor on ${target.backend.name}`)
  }
  if (target.node !== undefined) {
    throw new GradusError('state', `${operation}: the result of ${target.node.op.name} cannot be assigned to; assign to a parameter`)
  }
}
