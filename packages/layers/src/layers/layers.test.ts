import { randomGenerator } from '@gradus/kernel'
import { gradients, relu, type Tensor, tanh, tensor } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import * as activations from '../activations/index.ts'
import { evaluation, type Layer } from '../layer.ts'
import fixture from './__fixtures__/pytorch.json' with { type: 'json' }
import { activation } from './activation.ts'
import { type DenseOptions, dense } from './dense.ts'
import { flatten } from './flatten.ts'
import { reshape } from './reshape.ts'

type Numbers = number | Numbers[]

const double = (values: Numbers): Tensor => tensor(values as number[], { dtype: 'float64', requiresGradient: true }) as Tensor

function expectNear(actual: Tensor | undefined, expected: Numbers): void {
  const wanted = double(expected)
  expect(actual?.shape).toEqual(wanted.shape)
  const numbers = actual!.toTypedArray()
  wanted.toTypedArray().forEach((value, i) => {
    expect(Math.abs(numbers[i]! - value)).toBeLessThan(1e-13 * Math.max(1, Math.abs(value)))
  })
}

describe('dense gives the outputs and gradients of PyTorch', () => {
  it.each([
    ['matrix', {}],
    ['relu', { activation: relu }],
    ['tanh', { activation: tanh }],
  ] as [keyof typeof fixture.dense, DenseOptions][])('%s', (name, options) => {
    const expected = fixture.dense[name]
    const layer = dense(4, {
      ...options,
      kernelInitializer: (values) => values.set(expected.kernel.flat()),
      biasInitializer: (values) => values.set(expected.bias),
    })
    const x = double(expected.x)
    layer.build!({ inputShape: x.shape.slice(1), dtype: 'float64', random: randomGenerator() })
    const parameters = layer.parameters!()
    const y = layer.forward(x, evaluation)
    expectNear(y, expected.y)
    const leaves = [x, parameters.get('kernel')!.tensor, parameters.get('bias')!.tensor]
    const [dx, dKernel, dBias] = gradients(y, leaves, { gradient: double(expected.upstream).detach() })
    expectNear(dx, expected.xGradient)
    expectNear(dKernel, expected.kernelGradient)
    expectNear(dBias, expected.biasGradient)
  })
})

describe('an activation as a layer gives the outputs and gradients of PyTorch', () => {
  const layers: Record<keyof typeof fixture.activations, Layer> = {
    relu: activations.relu(),
    leakyRelu: activations.leakyRelu(),
    'leakyRelu 0.3': activations.leakyRelu({ negativeSlope: 0.3 }),
    elu: activations.elu(),
    'elu 0.5': activations.elu({ alpha: 0.5 }),
    selu: activations.selu(),
    gelu: activations.gelu(),
    'gelu tanh': activations.gelu({ approximate: 'tanh' }),
    sigmoid: activations.sigmoid(),
    tanh: activations.tanh(),
    softmax: activations.softmax(),
    'softmax 0': activations.softmax({ axis: 0 }),
    logSoftmax: activations.logSoftmax(),
    softplus: activations.softplus(),
    softsign: activations.softsign(),
    silu: activations.silu(),
    linear: activations.linear(),
    exponential: activations.exponential(),
    celu: activations.celu(),
    'celu 0.5': activations.celu({ alpha: 0.5 }),
    hardSigmoid: activations.hardSigmoid(),
    hardSilu: activations.hardSilu(),
    hardTanh: activations.hardTanh(),
    hardShrink: activations.hardShrink(),
    'hardShrink 1': activations.hardShrink({ threshold: 1 }),
    softShrink: activations.softShrink(),
    'softShrink 1': activations.softShrink({ threshold: 1 }),
    tanhShrink: activations.tanhShrink(),
    logSigmoid: activations.logSigmoid(),
    mish: activations.mish(),
    relu6: activations.relu6(),
    threshold: activations.threshold(),
    'threshold 1': activations.threshold({ threshold: 1, value: -7 }),
    sparsePlus: activations.sparsePlus(),
    sparseSigmoid: activations.sparseSigmoid(),
    squareplus: activations.squareplus(),
    'squareplus 1': activations.squareplus({ b: 1 }),
    sparsemax: activations.sparsemax(),
    'sparsemax 0': activations.sparsemax({ axis: 0 }),
  }

  it.each(Object.entries(fixture.activations))('%s', (name, expected) => {
    const layer = layers[name as keyof typeof layers]
    const x = double(expected.x)
    const y = layer.forward(x, evaluation)
    expectNear(y, expected.y)
    const [dx] = gradients(y, [x], { gradient: double(expected.upstream).detach() })
    expectNear(dx, expected.xGradient)
    expect(layer.outputShapeFor([4])).toEqual([4])
    expect(layer.kind).toBe(name.split(' ')[0])
  })

  it('each of them: the fixture leaves none out', () => {
    expect(Object.keys(activations).sort()).toEqual([...new Set(Object.values(layers).map((layer) => layer.kind))].sort())
  })

  it('does not take the context for an option', () => {
    const seen: unknown[][] = []
    activation((...given: unknown[]) => {
      seen.push(given)
      return given[0] as Tensor
    }).forward(tensor([1]), { training: true })
    expect(seen.map((given) => given.length)).toEqual([1])
  })
})

describe('the shape of each sample', () => {
  const x = tensor([
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    [
      [7, 8, 9],
      [10, 11, 12],
    ],
  ]) as Tensor

  it('flatten: in row-major order', () => {
    expect(flatten().outputShapeFor([2, 3])).toEqual([6])
    expect(flatten().outputShapeFor([])).toEqual([1])
    expect(flatten().forward(x, evaluation).toArray()).toEqual([
      [1, 2, 3, 4, 5, 6],
      [7, 8, 9, 10, 11, 12],
    ])
  })

  it('reshape: −1 is what is left', () => {
    expect(reshape([3, -1]).outputShapeFor([2, 3])).toEqual([3, 2])
    expect(reshape([3, -1]).forward(x, evaluation).toArray()).toEqual([
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      [
        [7, 8],
        [9, 10],
        [11, 12],
      ],
    ])
  })

  it('also of no samples at all', () => {
    const none = tensor(new Float32Array(0), { shape: [0, 2, 3] })
    expect(flatten().forward(none, evaluation).shape).toEqual([0, 6])
    expect(reshape([3, -1]).forward(none, evaluation).shape).toEqual([0, 3, 2])
  })
})

describe('dense', () => {
  it('begins as Keras does: glorotUniform and zeros', () => {
    const layer = dense(10)
    layer.build!({ inputShape: [2], dtype: 'float32', random: randomGenerator(3) })
    const { kernel, bias } = Object.fromEntries(layer.parameters!())
    const values = kernel!.tensor.toTypedArray()
    expect(kernel!.tensor.shape).toEqual([2, 10])
    expect(bias!.tensor.toArray()).toEqual(new Array(10).fill(0))
    expect(values.every((value) => Math.abs(value) <= Math.sqrt(6 / 12))).toBe(true)
    expect(new Set(values).size).toBe(20)
  })

  it('without bias has a kernel only', () => {
    const layer = dense(3, { useBias: false, kernelInitializer: (values) => values.fill(1) })
    layer.build!({ inputShape: [2], dtype: 'float32', random: randomGenerator() })
    expect([...layer.parameters!().keys()]).toEqual(['kernel'])
    expect(layer.forward(tensor([[1, 2]]), evaluation).toArray()).toEqual([[3, 3, 3]])
  })

  it('keeps its parameters when it is built again', () => {
    const layer = dense(3)
    const context = { inputShape: [2], dtype: 'float32', random: randomGenerator() } as const
    layer.build!(context)
    const before = layer.parameters!().get('kernel')
    layer.build!(context)
    expect(layer.parameters!().get('kernel')).toBe(before)
  })
})
