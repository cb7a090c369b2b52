import type { GradusError } from '@gradus/kernel'
import { checkGradients, gradients, type Regularizer, type Tensor, tensor } from '@gradus/tensor'
import { expectCompiled } from '@gradus/tensor/fixtures'
import { describe, expect, it } from 'vitest'
import { conv2d, dense, depthwiseConv2d, input, type Layer, sequential } from '../index.ts'
import fixture from './__fixtures__/regularizers.json' with { type: 'json' }
import { l1, l1l2, l2 } from './index.ts'

const cases: Record<keyof typeof fixture.cases, Regularizer> = {
  l1: l1(),
  'l1 0.3': l1({ factor: 0.3 }),
  l2: l2(),
  'l2 0.25': l2({ factor: 0.25 }),
  l1l2: l1l2({ l1: 0.1, l2: 0.7 }),
  'l1l2 without l1': l1l2({ l2: 0.7 }),
  'l1l2 without l2': l1l2({ l1: 0.1 }),
}
const weights = (): Tensor => tensor(fixture.weights, { dtype: 'float64', requiresGradient: true }) as Tensor

describe.each(Object.entries(cases))('%s', (name, regularizer) => {
  const expected = fixture.cases[name as keyof typeof cases]

  it('gives the penalty and the gradient of Keras', () => {
    const w = weights()
    const penalty = regularizer(w)
    expect(penalty.shape).toEqual([])
    expect(penalty.item()).toBeCloseTo(expected.penalty, 13)
    gradients(penalty, [w])[0]
      .toTypedArray()
      .forEach((value, i) => {
        expect(value).toBeCloseTo(expected.gradient.flat()[i]!, 13)
      })
  })

  it('has gradients that agree with central differences, and the same bits compiled', () => {
    expect(() => checkGradients((w) => regularizer(w!), [weights()])).not.toThrow()
    const w = tensor(fixture.weights, { requiresGradient: true }) as Tensor
    expectCompiled(name, [w], () => [regularizer(w), ...gradients(regularizer(w), [w])])
  })
})

it('the gradient of a weight that is 0 is 0, as in PyTorch', () => {
  const w = tensor([0, -2, 3], { requiresGradient: true })
  expect(gradients(l1({ factor: 1 })(w), [w])[0].toArray()).toEqual([0, -1, 1])
})

describe('as an option of layers', () => {
  const [kernelRegularizer, biasRegularizer] = [l2(), l1()]
  const options = { kernelRegularizer, biasRegularizer }

  it.each<[string, Layer, number[]]>([
    ['dense', dense(2, options), [3]],
    ['conv2d', conv2d(2, 3, options), [4, 4, 1]],
    ['depthwiseConv2d', depthwiseConv2d(3, options), [4, 4, 1]],
  ])('%s carries them in its parameters', (_, layer, shape) => {
    const parameters = [
      ...sequential([input(shape), layer])
        .parameters()
        .values(),
    ]
    expect(parameters.map((parameter) => parameter.regularizer)).toEqual([kernelRegularizer, biasRegularizer])
  })

  it('a parameter without one has no such field', () => {
    const parameters = [
      ...sequential([input([2]), dense(2, { kernelRegularizer })])
        .parameters()
        .values(),
    ]
    expect(parameters.map((parameter) => Object.keys(parameter))).toEqual([
      ['tensor', 'trainable', 'regularizer'],
      ['tensor', 'trainable'],
    ])
  })
})

describe('wrong arguments are refused in words', () => {
  it.each<[string, () => unknown, GradusError['code'], string]>([
    ['negative', () => l1({ factor: -0.1 }), 'range', 'l1: factor must be a finite number >= 0, got -0.1'],
    ['NaN', () => l2({ factor: Number.NaN }), 'range', 'l2: factor must be a finite number >= 0, got NaN'],
    ['neither', () => l1l2({}), 'type', 'l1l2: needs a factor, l1 or l2, got neither'],
    ['unknown', () => l2({ l2: 0.1 } as never), 'type', 'l2: unknown option "l2" (options: factor)'],
    [
      'not called',
      () => dense(1, { kernelRegularizer: l2 as never }),
      'type',
      'dense: kernelRegularizer must be a function of a tensor, such as regularizers.l2(), got function l2; call it: kernelRegularizer: l2()',
    ],
    [
      'a name',
      () => conv2d(1, 3, { biasRegularizer: 'l1' as never }),
      'type',
      'conv2d: biasRegularizer must be a function of a tensor, such as regularizers.l2(), got "l1"',
    ],
  ])('%s', (_, act, code, message) => {
    expect(act).toThrow(expect.objectContaining({ name: 'GradusError', code, message: expect.stringContaining(message) }))
  })
})
