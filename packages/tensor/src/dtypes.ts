import type { DType } from '@gradus/kernel'

/** The dtypes of real numbers, which have gradients. */
export const floats: readonly DType[] = ['float32', 'float64']

/** The dtypes of arithmetic: int32 too, in which it is exact or wraps. */
export const numeric: readonly DType[] = ['float32', 'float64', 'int32']

/** The dtypes of comparisons and choices: all there are. */
export const all: readonly DType[] = ['float32', 'float64', 'int32', 'bool']
