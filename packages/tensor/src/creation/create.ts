import { checkBoolean, checkDType, checkOptions, type DType, GradusError, isFloat, type Shape, type TypedArray } from '@gradus/kernel'
import { backend } from '../backend.ts'
import { layoutOf } from '../layout.ts'
import { Tensor } from '../tensor.ts'

/** What every way to make a tensor accepts. */
export interface CreationOptions {
  /** float32 unless stated; `tensor` takes it from the values. */
  readonly dtype?: DType
  /** Whether gradients are wanted for it: float dtypes only. */
  readonly requiresGradient?: boolean
}

/** Throws on an unknown option, an unknown dtype, or a gradient for a dtype that has none; gives the dtype. */
export function checkCreation(
  operation: string,
  options: CreationOptions,
  fallback: DType = 'float32',
  more: readonly string[] = [],
): DType {
  checkOptions(operation, options, ['dtype', 'requiresGradient', ...more])
  const { dtype = fallback, requiresGradient } = options
  checkDType(operation, dtype)
  if (requiresGradient !== undefined) {
    checkBoolean(operation, 'requiresGradient', requiresGradient)
    if (requiresGradient && !isFloat(dtype)) {
      throw new GradusError('type', `${operation}: ${dtype} tensors have no gradient; requiresGradient needs float32 or float64`)
    }
  }
  return dtype
}

/** A new leaf tensor with these elements, which are copied. */
export function create(data: TypedArray, shape: Shape, dtype: DType, requiresGradient = false): Tensor {
  const device = backend()
  const buffer = device.allocate(dtype, data.length)
  device.write(buffer, data)
  return new Tensor(layoutOf(dtype, shape), buffer, device, requiresGradient)
}
