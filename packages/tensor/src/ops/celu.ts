import { checkNumber, checkOptions, type Shape } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { checkTensor } from '../check-tensor.ts'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'
import type { Tensor } from '../tensor.ts'

/** Options of {@link celu}. */
export interface CeluOptions {
  /** What −x tends to as x falls; 1 unless stated. */
  readonly alpha?: number
}

/**
 * x where x > 0, else alpha · (exp(x / alpha) − 1), element by element: an elu whose slope is continuous for every alpha.
 *
 * Gradient: g where x > 0, else g · exp(x / alpha).
 * Throws: GradusError 'range' unless alpha is finite and above 0.
 * Source: Barron 2017, Continuously differentiable exponential linear units.
 *
 * @example
 * celu(tensor([2, -1000]), { alpha: 0.5 }).toArray() // [2, -0.5]
 */
export function celu<S extends Shape>(x: Tensor<S>, options: CeluOptions = {}): Tensor<S> {
  checkTensor('celu', 'x', x)
  checkOptions('celu', options, ['alpha'])
  const { alpha = 1 } = options
  checkNumber('celu', 'alpha', alpha, { above: 0 })
  return withAlpha(x, alpha)
}

const withAlpha: BinaryElementwise<'celu'> = /* @__PURE__ */ defineElementwise({
  name: 'celu',
  forward: (x, alpha) => exponentialLinear(x, alpha),
  gradient: ({ g }, x, alpha) => [e.multiply(g, slope(x, alpha)), undefined],
})

const exponentialLinear = /* @__PURE__ */ e.formula({
  name: 'celu',
  define: (x, alpha) => e.select(e.less(0, x!), x!, e.multiply(alpha!, numerics.expm1(e.divide(x!, alpha!)))),
  text: 'a if a > 0, else b · (exp(a / b) − 1)',
})

/** The exponential of a positive x is not wanted, and its overflow would spoil the gradient of this gradient. */
const slope = /* @__PURE__ */ e.formula({
  name: 'celu slope',
  define: (x, alpha) => e.select(e.less(0, x!), 1, numerics.exp(e.divide(e.minimum(x!, 0), alpha!))),
  text: '1 if a > 0, else exp(a / b)',
})
