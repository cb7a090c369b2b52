import { checkNumber, checkOptions, type Shape } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { checkTensor } from '../check-tensor.ts'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'
import type { Tensor } from '../tensor.ts'

/** Options of {@link softShrink}. */
export interface SoftShrinkOptions {
  /** How far from 0 the result is 0; 0.5 unless stated. */
  readonly threshold?: number
}

/**
 * x moved towards 0 by the threshold, and 0 where it would pass it, element by element.
 *
 * Gradient: g where |x| > threshold, else 0, at the kinks too.
 * Throws: GradusError 'range' unless the threshold is finite and not negative.
 * Source: Donoho 1995, De-noising by soft-thresholding.
 *
 * @example
 * softShrink(tensor([-2, 0.25, 1])).toArray() // [-1.5, 0, 0.5]
 */
export function softShrink<S extends Shape>(x: Tensor<S>, options: SoftShrinkOptions = {}): Tensor<S> {
  checkTensor('softShrink', 'x', x)
  checkOptions('softShrink', options, ['threshold'])
  const { threshold = 0.5 } = options
  checkNumber('softShrink', 'threshold', threshold, { min: 0 })
  return withThreshold(x, threshold)
}

const withThreshold: BinaryElementwise<'softShrink'> = /* @__PURE__ */ defineElementwise({
  name: 'softShrink',
  forward: (x, threshold) => e.subtract(x, e.minimum(e.maximum(x, e.negate(threshold)), threshold)),
  gradient: ({ g }, x, threshold) => [e.select(e.lessEqual(e.abs(x), threshold), 0, g), undefined],
})
