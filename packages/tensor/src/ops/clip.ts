import { checkNumber, GradusError, type Shape } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { checkTensor } from '../check-tensor.ts'
import { numeric } from '../dtypes.ts'
import { defineElementwise } from '../elementwise.ts'
import type { Tensor } from '../tensor.ts'

/**
 * Each element, but at least `low` and at most `high`; −Infinity and Infinity leave a side open (for int32 too). NaN stays NaN.
 *
 * Gradient: g inside and at the bounds, 0 outside.
 * Throws: GradusError 'range' when low > high or a bound is NaN.
 *
 * @example
 * clip(tensor([-2, 0.5, 3]), 0, 1).toArray() // [0, 0.5, 1]
 */
export function clip<S extends Shape>(x: Tensor<S>, low: number, high: number): Tensor<S> {
  checkTensor('clip', 'x', x)
  checkBound('low', low)
  checkBound('high', high)
  if (low > high) throw new GradusError('range', `clip: low must be <= high, got ${low} and ${high}`)
  return clipped(x, bound(x, low), bound(x, high))
}

const clipped = /* @__PURE__ */ defineElementwise<<S extends Shape>(x: Tensor<S>, low: number, high: number) => Tensor<S>>({
  name: 'clip',
  forward: (x, low, high) => e.minimum(e.maximum(x, low), high),
  gradient: ({ g }, x, low, high) => [e.select(e.and(e.lessEqual(low, x), e.lessEqual(x, high)), g, 0), undefined, undefined],
  dtypes: numeric,
})

function checkBound(argument: string, value: number): void {
  if (value === Infinity || value === -Infinity) return
  checkNumber('clip', argument, value)
}

/** An open side of an int32 is its last number. */
function bound({ dtype }: Tensor, value: number): number {
  return dtype === 'int32' ? Math.max(-2147483648, Math.min(2147483647, value)) : value
}
