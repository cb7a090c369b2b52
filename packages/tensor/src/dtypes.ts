import type { DType } from '@gradus/kernel'

/** The dtypes of real numbers, which have gradients. */
export const floats: readonly DType[] = ['float32', 'float64']

/** The dtypes of arithmetic that is exact or wraps in int32 too. */
export const numeric: readonly DType[] = ['float32', 'float64', 'int32']

/** All of them: comparisons and choices. */
export const all: readonly DType[] = ['float32', 'float64', 'int32', 'bool']
