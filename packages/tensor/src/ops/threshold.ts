import { checkNumber, type Shape } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { checkTensor } from '../check-tensor.ts'
import { defineElementwise } from '../elementwise.ts'
import type { Tensor } from '../tensor.ts'

/**
 * x where x > threshold, else the value, element by element.
 *
 * Gradient: g where x > threshold, else 0, at the jump too.
 * Throws: GradusError 'range' unless both numbers are finite.
 *
 * @example
 * threshold(tensor([0.5, 1, 2]), 1, -1).toArray() // [-1, -1, 2]
 */
export function threshold<S extends Shape>(x: Tensor<S>, threshold: number, value: number): Tensor<S> {
  checkTensor('threshold', 'x', x)
  checkNumber('threshold', 'threshold', threshold)
  checkNumber('threshold', 'value', value)
  return thresholded(x, threshold, value)
}

const thresholded = /* @__PURE__ */ defineElementwise<<S extends Shape>(x: Tensor<S>, threshold: number, value: number) => Tensor<S>>({
  name: 'threshold',
  forward: (x, threshold, value) => e.select(e.lessEqual(x, threshold), value, x),
  gradient: ({ g }, x, threshold) => [e.select(e.lessEqual(x, threshold), 0, g), undefined, undefined],
})
