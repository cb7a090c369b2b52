// Protects: normalizations, embeddings, gates and shortcuts mean what they mean in Keras and PyTorch.
import { randomGenerator } from '@gradus/kernel'
import { add, gradients, type Tensor, tanh, tensor, zeros } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import { freeze, unfreeze } from '../freeze.ts'
import type { Layer } from '../layer.ts'
import { sequential } from '../sequential/sequential.ts'
import keras from './__fixtures__/normalizations_keras.json' with { type: 'json' }
import pytorch from './__fixtures__/normalizations_pytorch.json' with { type: 'json' }
import { batchNormalization } from './batch-normalization.ts'
import { dense } from './dense.ts'
import { embedding } from './embedding.ts'
import { glu } from './glu.ts'
import { input } from './input.ts'
import { layerNormalization } from './layer-normalization.ts'
import { prelu } from './prelu.ts'
import { residual } from './residual.ts'
import { rmsNormalization } from './rms-normalization.ts'

interface Case {
  readonly x: unknown
  readonly weights: readonly unknown[]
  readonly statistics: readonly unknown[]
  readonly upstream: unknown
  readonly y: unknown
  readonly xGradient: unknown
  readonly gradients: readonly unknown[]
  readonly statisticsAfter: readonly unknown[]
  readonly predicted?: unknown
}

const double = (values: unknown): Tensor => tensor(values as number[], { dtype: 'float64' }) as Tensor

function expectNear(actual: Tensor | undefined, expected: unknown): void {
  const wanted = double(expected)
  expect(actual?.shape).toEqual(wanted.shape)
  const numbers = actual!.toTypedArray()
  wanted.toTypedArray().forEach((value, i) => {
    expect(Math.abs(numbers[i]! - value)).toBeLessThan(1e-12 * Math.max(1, Math.abs(value)))
  })
}

/** A layer with the weights and statistics of a case, in the order of its parameters. */
function prepared(layer: Layer, { x, weights, statistics }: Pick<Case, 'x' | 'weights' | 'statistics'>): void {
  const shape = (tensor(x as number[]) as Tensor).shape.slice(1)
  layer.build?.({ inputShape: shape, dtype: 'float64', random: randomGenerator() })
  const parameters = [...(layer.parameters?.().values() ?? [])]
  const values = [...weights, ...statistics]
  expect(parameters).toHaveLength(values.length)
  parameters.forEach(({ tensor: parameter }, i) => {
    parameter.assign(double(values[i]))
  })
}

function check(layer: Layer, expected: Case, training: boolean): void {
  prepared(layer, expected)
  const integers = layer.kind === 'embedding'
  const x = tensor(expected.x as number[], integers ? { dtype: 'int32' } : { dtype: 'float64', requiresGradient: true }) as Tensor
  const parameters = [...(layer.parameters?.().values() ?? [])]
  const learned = parameters.filter(({ trainable }) => trainable).map((parameter) => parameter.tensor)
  const y = layer.forward(x, { training })
  expectNear(y, expected.y)
  const found = gradients(y, integers ? learned : [x, ...learned], { gradient: double(expected.upstream) })
  if (!integers) expectNear(found.shift(), expected.xGradient)
  expected.gradients.forEach((gradient, i) => {
    expectNear(found[i], gradient)
  })
  const running = parameters.filter(({ statistic }) => statistic !== undefined)
  expected.statisticsAfter.forEach((value, i) => {
    expectNear(running[i]!.tensor, value)
  })
  if (expected.predicted !== undefined) expectNear(layer.forward(x, { training: false }), expected.predicted)
}

describe('gives what Keras gives', () => {
  const layers: Record<Exclude<keyof typeof keras, 'frozen'>, Layer> = {
    batchNormalization: batchNormalization(),
    'batchNormalization of images': batchNormalization({ momentum: 0.8, epsilon: 0.01 }),
    'batchNormalization, channels first': batchNormalization({ axis: 1, momentum: 0.5 }),
    'batchNormalization without scale': batchNormalization({ scale: false }),
    'batchNormalization without center': batchNormalization({ center: false }),
    'batchNormalization, neither': batchNormalization({ center: false, scale: false }),
    'batchNormalization, predicting': batchNormalization(),
    layerNormalization: layerNormalization(),
    'layerNormalization along two axes': layerNormalization({ axis: [1, 2], epsilon: 0.01 }),
    'layerNormalization along the first': layerNormalization({ axis: 1 }),
    'layerNormalization without scale': layerNormalization({ scale: false }),
    'layerNormalization without center': layerNormalization({ center: false }),
    embedding: embedding(5, 3),
    prelu: prelu(),
    'prelu, shared': prelu({ sharedAxes: [1, 2] }),
    rmsNormalization: rmsNormalization(),
    'rmsNormalization along two axes': rmsNormalization({ axis: [1, 2], epsilon: 0.01 }),
  }

  it.each(Object.entries(layers))('%s', (name, layer) => {
    check(layer, keras[name as keyof typeof layers], !name.endsWith('predicting'))
  })

  it('batchNormalization that is frozen: with its running statistics, which it keeps', () => {
    const { x, y, runningMean, runningVariance } = keras.frozen
    const layer = batchNormalization({ trainable: false })
    layer.build!({ inputShape: [2], dtype: 'float64', random: randomGenerator() })
    expectNear(layer.forward(double(x), { training: true }), y)
    expectNear(layer.parameters!().get('runningMean')!.tensor, runningMean)
    expectNear(layer.parameters!().get('runningVariance')!.tensor, runningVariance)
  })
})

describe('gives what PyTorch gives', () => {
  const likePytorch = { momentum: 0.9, epsilon: 1e-5, runningVariance: 'unbiased' } as const
  const layers: Record<keyof typeof pytorch, Layer> = {
    batchNormalization: batchNormalization(likePytorch),
    'batchNormalization, channels first': batchNormalization({ ...likePytorch, axis: 1 }),
    layerNormalization: layerNormalization({ epsilon: 1e-5 }),
    'layerNormalization along two axes': layerNormalization({ epsilon: 1e-5, axis: [-1, -2] }),
    embedding: embedding(5, 3),
    'prelu, channels first': prelu({ sharedAxes: [2, 3] }),
    glu: glu(),
    'glu 1': glu({ axis: 1 }),
    residual: residual([dense(4, { activation: tanh })]),
    'residual with a shortcut': residual([dense(2, { activation: tanh })], { shortcut: dense(2, { useBias: false }) }),
    rmsNormalization: rmsNormalization({ epsilon: 2 ** -52 }),
    'rmsNormalization along two axes': rmsNormalization({ epsilon: 2 ** -52, axis: [-1, -2] }),
    'rmsNormalization along the first': rmsNormalization({ axis: 1 }),
    'rmsNormalization without scale': rmsNormalization({ scale: false }),
  }

  it.each(Object.entries(layers))('%s', (name, layer) => {
    check(layer, pytorch[name as keyof typeof layers], true)
  })
})

it('rmsNormalization has nothing to add', () => {
  expect(() => rmsNormalization({ center: true } as never)).toThrow(/^rmsNormalization: unknown option "center"/)
})

describe('running statistics', () => {
  const model = () => sequential([input([2], { dtype: 'float64' }), batchNormalization({ momentum: 0.5 }), dense(1)])
  const x = double([[1, 2], [3, 6]]) // biome-ignore format: as a table
  const statistics = (made: ReturnType<typeof model>) =>
    ['runningMean', 'runningVariance'].map((name) => made.parameters().get(`batchNormalization.${name}`)!.tensor.toArray())

  it('are no trainable parameters, and have no gradient', () => {
    const parameters = [...model().parameters()].map(([name, { trainable, statistic, tensor }]) => [
      name,
      trainable,
      statistic,
      tensor.requiresGradient,
    ])
    expect(parameters.slice(0, 4)).toEqual([
      ['batchNormalization.gamma', true, undefined, true],
      ['batchNormalization.beta', true, undefined, true],
      ['batchNormalization.runningMean', false, 'updated', false],
      ['batchNormalization.runningVariance', false, 'updated', false],
    ])
  })

  it('change in steps that train, and in no others', () => {
    const made = model()
    made.forward(x)
    expect(statistics(made)).toEqual([[0, 0], [1, 1]]) // biome-ignore format: as a table
    made.forward(x, { training: true })
    expect(statistics(made)).toEqual([[1, 2], [1, 2.5]]) // biome-ignore format: as a table
  })

  it('stay while they are frozen, and are what a step that trains uses', () => {
    const made = model()
    expect(freeze(made, (name) => name.endsWith('.runningMean'))).toEqual(['batchNormalization.runningMean'])
    expect(made.forward(x, { training: true }).toArray()).toEqual(made.forward(x).toArray())
    expect(statistics(made)).toEqual([[0, 0], [1, 1]]) // biome-ignore format: as a table
    unfreeze(made)
    expect(made.forward(x, { training: true }).toArray()).not.toEqual(made.forward(x).toArray())
  })

  it('take in the unbiased variance when asked to', () => {
    const layer = batchNormalization({ momentum: 0, runningVariance: 'unbiased' })
    sequential([input([2], { dtype: 'float64' }), layer]).forward(x, { training: true })
    expect(layer.parameters!().get('runningVariance')!.tensor.toArray()).toEqual([2, 8])
  })
})

describe('a residual block', () => {
  it('names its layers, those of the shortcut after it, and runs them in its scope', () => {
    const block = residual([dense(3), dense(2)], { shortcut: dense(2), name: 'block' })
    const model = sequential([input([4]), block, residual([dense(2)])])
    expect([...model.parameters().keys()]).toEqual([
      'block.dense.kernel',
      'block.dense.bias',
      'block.dense_1.kernel',
      'block.dense_1.bias',
      'block.shortcut.kernel',
      'block.shortcut.bias',
      'residual.dense.kernel',
      'residual.dense.bias',
    ])
    expect(model.forward(zeros([5, 4])).shape).toEqual([5, 2])
  })

  it('shares a layer that is on both ways', () => {
    const shared = dense(2)
    const block = residual([shared], { shortcut: shared })
    const model = sequential([input([4], { dtype: 'float64' }), block])
    expect([...model.parameters().keys()]).toEqual(['residual.dense.kernel', 'residual.dense.bias'])
    const x = double([[1, 2, 3, 4]])
    const once = shared.forward(x, { training: false })
    expect(model.forward(x as never).toArray()).toEqual(add(once, once).toArray())
  })
})

describe('an embedding', () => {
  it('takes indices of any rank, and begins as in Keras', () => {
    const model = sequential([input([2, 3], { dtype: 'int32' }), embedding(4, 5)])
    expect(model.outputShape).toEqual([2, 3, 5])
    expect(model.forward(zeros([7, 2, 3], { dtype: 'int32' })).shape).toEqual([7, 2, 3, 5])
    const values = model.weights().get('embedding.embeddings')!.toTypedArray()
    expect(values.every((value) => Math.abs(value) <= 0.05)).toBe(true)
    expect(new Set(values).size).toBe(20)
  })
})
