import { bytesPerElement, describe, GradusError } from '@gradus/kernel'
import { checkTensor, type NamedParameters } from '@gradus/tensor'

/** How many numbers a model's parameters hold, and their size. */
export interface ParameterCounts {
  /** All of them. */
  readonly total: number
  /** Those that optimizers change. */
  readonly trainable: number
  /** The others: frozen ones, and running statistics. */
  readonly nonTrainable: number
  /** The memory they take. */
  readonly bytes: number
}

/** Counts the numbers that parameters hold. */
export function countParameters(parameters: NamedParameters): ParameterCounts {
  if (typeof parameters?.values !== 'function')
    throw new GradusError('type', `countParameters: expected the map that parameters() gives, got ${describe(parameters)}`)
  let trainable = 0
  let nonTrainable = 0
  let bytes = 0
  for (const parameter of parameters.values()) {
    const tensor: unknown = parameter?.tensor
    checkTensor('countParameters', "a parameter's tensor", tensor)
    const { size, dtype } = tensor
    if (parameter.trainable) trainable += size
    else nonTrainable += size
    bytes += size * bytesPerElement[dtype]
  }
  return { total: trainable + nonTrainable, trainable, nonTrainable, bytes }
}
