import { describe, expect, it } from 'vitest'
import { caught } from './__tests__/op-suite.ts'
import { backward, gradients } from './backward.ts'
import { checkGradients } from './check-gradients.ts'
import { tensor } from './creation/tensor.ts'
import { defineElementwise } from './elementwise.ts'
import { inScope } from './history.ts'
import { defineOp } from './op.ts'
import { multiply } from './ops/multiply.ts'
import { reshape } from './ops/reshape.ts'
import { sum } from './ops/sum.ts'
import type { Tensor } from './tensor.ts'
import { walk } from './walk.ts'

const leaf = () => tensor([2], { requiresGradient: true })

const cube = defineOp({
  name: 'cube',
  formula: 'x³',
  forward: (x: Tensor) => multiply(x, multiply(x, x)),
  gradient: (g, _, x) => [() => multiply(g, multiply(3, multiply(x, x)))],
})

describe('defineOp', () => {
  it('uses the gradient it is given, which can be differentiated again', () => {
    checkGradients(cube, [tensor([2, -1], { dtype: 'float64' })])
    const x = leaf()
    const [slope] = gradients(sum(cube(x)), [x], { createGraph: true })
    expect(slope.toArray()).toEqual([12])
    expect(gradients(sum(slope), [x])[0].toArray()).toEqual([12])
  })

  it('is one operation in a walk', () => {
    const { nodes } = walk(() => cube(leaf()))
    expect(nodes.map(({ op, formula }) => [op, formula])).toEqual([['cube', 'x³']])
  })

  it('may give back its input', () => {
    const straightThrough = defineOp({ name: 'same', formula: 'x', forward: (x: Tensor) => x, gradient: (g) => [() => multiply(g, 7)] })
    const x = leaf()
    const y = straightThrough(x)
    expect(y).not.toBe(x)
    backward(sum(y))
    expect(x.gradient!.toArray()).toEqual([7])
    expect(x.node).toBeUndefined()
  })

  it('takes options, and may leave inputs without gradients', () => {
    const scaled = defineOp({
      name: 'scaled',
      formula: 'a · s',
      forward: (a: Tensor, b: Tensor, factor: number) => multiply(multiply(a, b), factor),
      gradient: (g, _, a, _b, factor) => [undefined, () => multiply(g, multiply(a, factor))],
    })
    const [a, b] = [leaf(), leaf()]
    backward(sum(scaled(a, b, 5)))
    expect([a.gradient, b.gradient!.item()]).toEqual([undefined, 10])
  })

  const broken = (gradient: unknown) =>
    defineOp({ name: 'broken', formula: 'x', forward: (x: Tensor) => multiply(x, 2), gradient: gradient as (g: Tensor) => [] })

  it.each([
    ['too few gradients', () => [], 'shape', 'broken in dense: its gradient gave 0 results for 1 inputs'],
    ['too many', () => [undefined, undefined], 'shape', 'broken in dense: its gradient gave 2 results for 1 inputs'],
    [
      'one of another shape',
      (g: Tensor) => [() => reshape(g, [1, 1])],
      'shape',
      'broken in dense: its gradient for input 0 has shape [1,1], expected [1]',
    ],
    [
      'one of another dtype',
      () => [() => tensor([1], { dtype: 'float64' })],
      'type',
      'broken in dense: its gradient for input 0 is float64, expected float32',
    ],
    ['one that is no tensor', () => [() => 3], 'type', 'broken in dense: its gradient for input 0 must be a tensor, got 3'],
    [
      'a tensor for a function',
      (g: Tensor) => [g],
      'type',
      'broken in dense: its gradient for input 0 must be a function or undefined, got a Tensor',
    ],
    ['no array', (g: Tensor) => g, 'type', 'broken in dense: its gradient must give an array, one function per tensor, got a Tensor'],
  ] as const)('refuses at the backward pass %s', (_, gradient, code, message) => {
    const x = leaf()
    const y = inScope('dense', () => sum(broken(gradient)(x)))
    const error = caught(() => backward(y))
    expect([error.code, error.message]).toEqual([code, message])
    expect(x.gradient).toBeUndefined()
  })

  it.each([
    ['no name', () => defineOp({ name: '', formula: '', forward: cube }), 'defineOp: name must be a text that is not empty'],
    ['no forward', () => defineOp({ name: 'f', formula: '' } as never), 'defineOp "f": forward must be a function'],
    [
      'a wrong gradient',
      () => defineOp({ name: 'f', formula: '', forward: cube, gradient: [] as never }),
      'defineOp "f": gradient must be a function',
    ],
    [
      'a result that is no tensor',
      () => defineOp({ name: 'f', formula: '', forward: (_: Tensor) => 3 as never })(leaf()),
      'f: forward must give a tensor, got 3',
    ],
    ['no tensor', () => cube(3 as never), 'cube: at least one argument must be a tensor, got 3'],
    [
      'an elementwise definition that names no inputs',
      () => defineElementwise({ name: 'f', forward: (...inputs) => inputs[0]! }),
      'defineElementwise "f": forward must name its inputs, as (a, b) => …',
    ],
  ])('refuses %s', (_, action, message) => {
    const error = caught(action)
    expect([error.code, error.message]).toEqual(['type', message])
  })
})
