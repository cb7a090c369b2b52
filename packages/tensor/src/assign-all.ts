import { describe, GradusError, sameShape, shapeText } from '@gradus/kernel'
import { checkTensor } from './check-tensor.ts'
import { recording } from './record/recorder.ts'
import type { Tensor } from './tensor.ts'

/**
 * Gives tensors their next values: all of them or, when one does not fit, none. Messages call a value by its label.
 *
 * Throws: as {@link Tensor.assign}, before anything changes.
 *
 * @example
 * const [w, b] = [tensor([1, 2]), tensor([3])]
 * assignAll([[w, subtract(w, 1)], [b, subtract(b, 1)]])
 * w.toArray() // [0, 1]
 */
export function assignAll(updates: readonly (readonly [target: Tensor, value: Tensor, label?: string])[], operation = 'assignAll'): void {
  if (typeof operation !== 'string') throw new GradusError('type', `assignAll: operation must be a text, got ${describe(operation)}`)
  if (!Array.isArray(updates))
    throw new GradusError('type', `${operation}: updates must be an array of [target, value], got ${describe(updates)}`)
  updates.forEach((update: unknown, i) => {
    if (!Array.isArray(update))
      throw new GradusError('type', `${operation}: update ${i} must be an array [target, value], got ${describe(update)}`)
    checkTensor(operation, `the target of update ${i}`, update[0])
  })
  for (const [target, value, label] of updates) checkAssignable(operation, target, value, label)
  for (const [target, value] of updates) target.assign(value)
}

/** Throws unless `value` can become the value of `target`: shape, dtype and backend agree, and `target` was not computed. */
export function checkAssignable(operation: string, target: Tensor, value: Tensor, label = 'the value'): void {
  checkTensor(operation, label, value)
  if (!sameShape(value.shape, target.shape)) {
    throw new GradusError('shape', `${operation}: ${label} has shape ${shapeText(value.shape)}, expected ${shapeText(target.shape)}`)
  }
  if (value.dtype !== target.dtype) {
    throw new GradusError('type', `${operation}: ${label} is ${value.dtype}, expected ${target.dtype}; use cast`)
  }
  if (recording.current !== undefined && target.backend !== recording.current) {
    throw new GradusError(
      'state',
      `${operation}: a recorded step cannot assign to a tensor of shape ${shapeText(target.shape)} that is not among its states`,
    )
  }
  if (value.backend !== target.backend && value.backend !== recording.current?.device) {
    throw new GradusError('state', `${operation}: ${label} lives on backend ${value.backend.name}, the tensor on ${target.backend.name}`)
  }
  if (target.node !== undefined) {
    throw new GradusError('state', `${operation}: the result of ${target.node.op.name} cannot be assigned to; assign to a parameter`)
  }
}
