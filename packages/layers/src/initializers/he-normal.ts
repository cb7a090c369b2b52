import type { Initializer } from './initializer.ts'
import { varianceScaling } from './variance-scaling.ts'

/**
 * Truncated normal numbers of deviation √(2 / inputs): for layers that a ReLU follows.
 *
 * Source: He et al. 2015, Delving deep into rectifiers, eq. 10.
 */
export function heNormal(): Initializer {
  return varianceScaling({ scale: 2 })
}
