import type { DType } from '@gradus/kernel'

/** The least number there is: what a maximum of nothing gives. */
export function leastOf(dtype: DType): number {
  return dtype === 'int32' ? -2147483648 : -Infinity
}
