import { expect, it } from 'vitest'
import { caught } from './__tests__/op-suite.ts'
import { checkGradients } from './check-gradients.ts'
import { tensor } from './creation/tensor.ts'
import { defineOp } from './op.ts'
import { cast } from './ops/cast.ts'
import { multiply } from './ops/multiply.ts'
import { sum } from './ops/sum.ts'
import { transpose } from './ops/transpose.ts'
import type { Tensor } from './tensor.ts'

const x = tensor(
  [
    [1, 2],
    [3, 4],
  ],
  { dtype: 'float64' },
)

const square = (gradient: (g: Tensor, x: Tensor) => Tensor) =>
  defineOp({ name: 'square', formula: 'x²', forward: (x: Tensor) => multiply(x, x), gradient: (g, _, x) => [() => gradient(g, x)] })

it('is silent for a right gradient', () => {
  checkGradients(
    square((g, x) => multiply(g, multiply(2, x))),
    [x],
  )
  checkGradients((a, b) => multiply(a!, b!), [x, tensor([2, 3], { dtype: 'float64' })])
  checkGradients((a) => sum(a!), [tensor([], { dtype: 'float64' })])
})

it.each([
  [
    'is half',
    (g: Tensor, x: Tensor) => multiply(g, x),
    /input 0 of shape \[2,2\], element 0 = 1: the gradient is 1.1\d*, the central difference 2.2/,
  ],
  ['is off by one in a thousand and more', (g: Tensor, x: Tensor) => multiply(g, multiply(2.004, x)), /element 0 = 1/],
  // An upstream gradient of ones would not show this.
  ['is transposed', (g: Tensor, x: Tensor) => multiply(transpose(g) as Tensor, multiply(2, x)), /element 1 = 2/],
  ['is NaN', (g: Tensor) => multiply(g, NaN), /the gradient is NaN/],
])('throws where the gradient %s', (_, gradient, message) => {
  const error = caught(() => checkGradients(square(gradient), [x]))
  expect(error.message).toMatch(message)
  expect(error.code).toBe('range')
})

it('notices a gradient that is missing', () => {
  const constant = defineOp({ name: 'constant', formula: 'x²', forward: (x: Tensor) => multiply(x, x) })
  expect(caught(() => checkGradients(constant, [x])).message).toMatch(/the gradient is 0, the central difference 2.2/)
})

it('refuses float32, and upstream gradients that are none', () => {
  expect(caught(() => checkGradients((a) => a!, [tensor([1])])).message).toMatch(
    /^checkGradients: input 0 is float32, expected float64: float32 is too coarse for differences$/,
  )
  expect(caught(() => checkGradients((a) => a!, [x], { upstream: 1 as never })).message).toMatch(
    /^checkGradients: upstream must be a tensor, got 1$/,
  )
  expect(caught(() => checkGradients((a) => cast(a!, 'float32') as Tensor, [x]))).toMatchObject({
    code: 'type',
    message: 'checkGradients: the result is float32, expected float64',
  })
  expect(caught(() => checkGradients((a) => a!, []))).toMatchObject({ code: 'shape', message: 'checkGradients: needs at least one input' })
  expect(caught(() => checkGradients((a) => a!, [x], { epsilon: 0 })).message).toMatch(/epsilon must be a finite number > 0, got 0$/)
})
