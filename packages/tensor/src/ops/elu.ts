import { checkNumber, checkOptions, type Shape } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { checkTensor } from '../check-tensor.ts'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'
import type { Tensor } from '../tensor.ts'

/** Options of {@link elu}. */
export interface EluOptions {
  /** What −x tends to as x falls; 1 unless stated. */
  readonly alpha?: number
}

/**
 * x where x > 0, else alpha · (eˣ − 1), element by element.
 *
 * Gradient: g where x > 0, else g · alpha · eˣ.
 * Source: Clevert, Unterthiner & Hochreiter 2016, Fast and accurate deep network learning by exponential linear units.
 *
 * @example
 * elu(tensor([2, -1000])).toArray() // [2, -1]
 */
export function elu<S extends Shape>(x: Tensor<S>, options: EluOptions = {}): Tensor<S> {
  checkTensor('elu', 'x', x)
  checkOptions('elu', options, ['alpha'])
  const { alpha = 1 } = options
  checkNumber('elu', 'alpha', alpha)
  return withAlpha(x, alpha)
}

const withAlpha: BinaryElementwise<'elu'> = /* @__PURE__ */ defineElementwise({
  name: 'elu',
  forward: (x, alpha) => exponentialLinear(x, alpha),
  // The exponential of a positive x is not wanted, and its overflow would spoil the gradient of this gradient.
  gradient: ({ g }, x, alpha) => [e.multiply(g, e.select(e.less(0, x), 1, e.multiply(alpha, numerics.exp(e.minimum(x, 0))))), undefined],
})

const exponentialLinear = /* @__PURE__ */ e.formula({
  name: 'elu',
  define: (x, alpha) => e.select(e.less(0, x!), x!, e.multiply(alpha!, numerics.expm1(x!))),
  text: 'a if a > 0, else b · (exp(a) − 1)',
})
