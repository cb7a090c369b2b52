import { type DType, dtypes, GradusError } from '@gradus/kernel'
import { cast, Tensor } from '@gradus/tensor'
import { type Call, subjectOf } from './watch-example.ts'

/** The dtypes that a call takes for its tensors: those that it does not refuse with a 'type'. */
export function acceptedDTypes({ operate, inputs }: Call): DType[] {
  const { dtype } = subjectOf(inputs)
  return dtypes.filter((other) => {
    try {
      // allow-spread: the arguments of a call
      operate(...inputs.map((input) => withDType(input, dtype, other)))
      return true
    } catch (error) {
      // Other values than this dtype has are another matter.
      if (error instanceof GradusError) return error.code !== 'type'
      throw error
    }
  })
}

/** Conditions and indices, which are of another dtype, stay what they are. */
function withDType(input: unknown, dtype: DType, other: DType): unknown {
  if (input instanceof Tensor) return input.dtype === dtype ? cast(input, other) : input
  return Array.isArray(input) ? input.map((item) => withDType(item, dtype, other)) : input
}
