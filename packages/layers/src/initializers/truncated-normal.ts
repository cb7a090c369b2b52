import type { RandomGenerator } from '@gradus/kernel'
import type { Initializer } from './initializer.ts'
import { checkNormalOptions, type NormalOptions } from './normal.ts'

/**
 * Normally distributed numbers of which those further than two deviations from the mean are drawn again.
 *
 * `deviation` is that of the normal distribution; cutting makes it 0.8796 times as large, as in Keras.
 * Throws: GradusError 'range' when the deviation is negative.
 */
export function truncatedNormal(options: NormalOptions = {}): Initializer {
  const { mean, deviation } = checkNormalOptions('truncatedNormal', options)
  return (values, _, random) => fillTruncatedNormal(values, random, mean, deviation)
}

/** The standard deviation of a standard normal number that lies in [−2, 2]. */
export const truncatedDeviation = 0.8796256610342398

/** Fills with mean + deviation · z, z normal within [−2, 2]. */
export function fillTruncatedNormal(values: Float32Array | Float64Array, random: RandomGenerator, mean: number, deviation: number): void {
  for (let index = 0; index < values.length; index++) {
    let z = random.normal()
    while (z < -2 || z > 2) z = random.normal()
    values[index] = mean + deviation * z
  }
}
