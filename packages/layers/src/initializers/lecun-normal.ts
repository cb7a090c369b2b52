import type { Initializer } from './initializer.ts'
import { varianceScaling } from './variance-scaling.ts'

/**
 * Truncated normal numbers of deviation √(1 / inputs): what SELU expects.
 *
 * Source: LeCun et al. 1998, Efficient BackProp, §4.6; Klambauer et al. 2017, Self-normalizing neural networks.
 */
export function lecunNormal(): Initializer {
  return varianceScaling()
}
