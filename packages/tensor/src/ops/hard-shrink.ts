import { checkNumber, checkOptions, type Shape } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { checkTensor } from '../check-tensor.ts'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'
import type { Tensor } from '../tensor.ts'

/** Options of {@link hardShrink}. */
export interface HardShrinkOptions {
  /** How far from 0 the result is 0; 0.5 unless stated. */
  readonly threshold?: number
}

/**
 * x where |x| > threshold, else 0, element by element.
 *
 * Gradient: g where |x| > threshold, else 0, at the jumps too.
 * Throws: GradusError 'range' unless the threshold is finite and not negative.
 *
 * @example
 * hardShrink(tensor([-2, 0.25, 1])).toArray() // [-2, 0, 1]
 */
export function hardShrink<S extends Shape>(x: Tensor<S>, options: HardShrinkOptions = {}): Tensor<S> {
  checkTensor('hardShrink', 'x', x)
  checkOptions('hardShrink', options, ['threshold'])
  const { threshold = 0.5 } = options
  checkNumber('hardShrink', 'threshold', threshold, { min: 0 })
  return withThreshold(x, threshold)
}

const withThreshold: BinaryElementwise<'hardShrink'> = /* @__PURE__ */ defineElementwise({
  name: 'hardShrink',
  forward: (x, threshold) => e.select(e.lessEqual(e.abs(x), threshold), 0, x),
  gradient: ({ g }, x, threshold) => [e.select(e.lessEqual(e.abs(x), threshold), 0, g), undefined],
})
