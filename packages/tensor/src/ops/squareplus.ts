import { checkNumber, checkOptions, type Expression, type Shape } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { checkTensor } from '../check-tensor.ts'
import { type BinaryElementwise, defineElementwise } from '../elementwise.ts'
import type { Tensor } from '../tensor.ts'

/** Options of {@link squareplus}. */
export interface SquareplusOptions {
  /** How wide the bend is: at 0 the result is ½√b; 4 unless stated. */
  readonly b?: number
}

/**
 * ½(x + √(x² + b)), element by element: a softplus without exponentials.
 *
 * Gradient: g · ½(1 + x / √(x² + b)).
 * Throws: GradusError 'range' unless b is finite and above 0.
 * Source: Barron 2021, Squareplus: a softplus-like algebraic rectifier.
 *
 * @example
 * squareplus(tensor([0, 1.5])).toArray() // [1, 2]
 */
export function squareplus<S extends Shape>(x: Tensor<S>, options: SquareplusOptions = {}): Tensor<S> {
  checkTensor('squareplus', 'x', x)
  checkOptions('squareplus', options, ['b'])
  const { b = 4 } = options
  checkNumber('squareplus', 'b', b, { above: 0 })
  return withBend(x, b)
}

const withBend: BinaryElementwise<'squareplus'> = /* @__PURE__ */ defineElementwise({
  name: 'squareplus',
  forward: (x, b) => value(x, b),
  gradient: ({ g }, x, b) => [e.multiply(g, slope(x, b)), undefined],
})

const value = /* @__PURE__ */ e.formula({
  name: 'squareplus',
  define: (x, b) => half(x!, root(x!, b!), b!),
  text: '½ · (a + √(a² + b))',
})

/** The value over the root, which loses no bits below 0. */
const slope = /* @__PURE__ */ e.formula({
  name: 'squareplus slope',
  define: (x, b) => {
    const near = e.minimum(e.maximum(x!, -far), far)
    const length = root(near, b!)
    return e.divide(half(near, length, b!), length)
  },
  text: '½ · (1 + a / √(a² + b))',
})

/** Below 0 the sum would cancel; it is b / (root − x). */
function half(x: Expression, length: Expression, b: Expression): Expression {
  return e.select(e.less(x, 0), e.divide(e.multiply(0.5, b), e.subtract(length, x)), e.multiply(0.5, e.add(x, length)))
}

/** Beyond `far` the square would overflow, and the root is |x| to the last bit. */
function root(x: Expression, b: Expression): Expression {
  const near = e.minimum(e.maximum(x, -far), far)
  return e.select(e.less(far, e.abs(x)), e.abs(x), e.sqrt(e.add(e.multiply(near, near), b)))
}

const far = 1e150
