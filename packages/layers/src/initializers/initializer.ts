import type { RandomGenerator, Shape } from '@gradus/kernel'

/**
 * Fills the values of a parameter, in row-major order, before training.
 *
 * A kernel's shape ends with [inputs, outputs]; the axes before them, if any, are the positions of a convolution.
 *
 * @example
 * const ramp: Initializer = (values) => values.forEach((_, index) => { values[index] = index })
 */
export type Initializer = (values: Float32Array | Float64Array, shape: Shape, random: RandomGenerator) => void
