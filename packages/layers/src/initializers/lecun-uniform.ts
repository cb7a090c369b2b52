import type { Initializer } from './initializer.ts'
import { varianceScaling } from './variance-scaling.ts'

/**
 * Equally likely numbers in ±√(3 / inputs).
 *
 * Source: LeCun et al. 1998, Efficient BackProp, §4.6.
 */
export function lecunUniform(): Initializer {
  return varianceScaling({ distribution: 'uniform' })
}
