import * as scalar from '@gradus/kernel/scalar'

/** From 1 at 0 down to 0 at 1 along half a wave. */
export function halfCosine(share: number): number {
  return 0.5 * (1 + scalar.cos(scalar.PI * share))
}
