import type { Initializer } from './initializer.ts'
import { varianceScaling } from './variance-scaling.ts'

/**
 * Equally likely numbers in ±√(6 / inputs): for layers that a ReLU follows.
 *
 * Source: He et al. 2015, Delving deep into rectifiers, eq. 10.
 */
export function heUniform(): Initializer {
  return varianceScaling({ scale: 2, distribution: 'uniform' })
}
