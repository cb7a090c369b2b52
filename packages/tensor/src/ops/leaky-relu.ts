import { checkNumber, checkOptions, type Shape } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { checkTensor } from '../check-tensor.ts'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'
import type { Tensor } from '../tensor.ts'

/** Options of {@link leakyRelu}. */
export interface LeakyReluOptions {
  /** The slope where x < 0; 0.01 unless stated. */
  readonly negativeSlope?: number
}

/**
 * x where x > 0, else negativeSlope · x, element by element.
 *
 * Gradient: g where x > 0, else negativeSlope · g.
 * Source: Maas et al. 2013, Rectifier nonlinearities improve neural network acoustic models.
 *
 * @example
 * leakyRelu(tensor([2, -3]), { negativeSlope: 0.5 }).toArray() // [2, -1.5]
 */
export function leakyRelu<S extends Shape>(x: Tensor<S>, options: LeakyReluOptions = {}): Tensor<S> {
  checkTensor('leakyRelu', 'x', x)
  checkOptions('leakyRelu', options, ['negativeSlope'])
  const { negativeSlope = 0.01 } = options
  checkNumber('leakyRelu', 'negativeSlope', negativeSlope)
  return withSlope(x, negativeSlope)
}

const withSlope: BinaryElementwise<'leakyRelu'> = /* @__PURE__ */ defineElementwise({
  name: 'leakyRelu',
  forward: (x, slope) => e.select(e.less(0, x), x, e.multiply(slope, x)),
  gradient: ({ g }, x, slope) => [e.select(e.less(0, x), g, e.multiply(slope, g)), undefined],
})
