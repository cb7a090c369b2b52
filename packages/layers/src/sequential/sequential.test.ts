import { numpyRandom, randomGenerator } from '@gradus/kernel'
import { add, gradients, mean, multiply, ones, power, relu, sigmoid, stepRandom, sum, type Tensor, tensor, walk } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import { createParameter } from '../create-parameter.ts'
import * as initializers from '../initializers/index.ts'
import type { BuildContext, Layer } from '../layer.ts'
import fixture from '../layers/__fixtures__/pytorch.json' with { type: 'json' }
import { activation } from '../layers/activation.ts'
import { dense } from '../layers/dense.ts'
import { dropout } from '../layers/dropout.ts'
import { flatten } from '../layers/flatten.ts'
import { input } from '../layers/input.ts'
import type { SameShape } from '../shape-rule.ts'
import { type SequentialOptions, sequential } from './sequential.ts'

const { constant, uniform } = initializers

/** The network of the article: 2-10-10-1. */
function network(options: SequentialOptions = {}) {
  return sequential(
    [input([2]), dense(10, { activation: relu }), dense(10, { activation: relu }), dense(1, { activation: sigmoid })],
    options,
  )
}

const xor = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]

describe('a network', () => {
  it('predicts and has the gradients of PyTorch', () => {
    const model = network({ dtype: 'float64' })
    const { weights, prediction, predictionGradient, gradients: expected } = fixture.network
    model.setWeights(new Map([...model.parameters().keys()].map((name, i) => [name, weights[i]!])))
    const p = model.forward(tensor(xor, { dtype: 'float64' }))
    p.toTypedArray().forEach((value, i) => {
      expect(value).toBeCloseTo(prediction[i]![0]!, 14)
    })
    const tensors = [...model.parameters().values()].map((parameter) => parameter.tensor)
    gradients(p, tensors, { gradient: tensor(predictionGradient, { dtype: 'float64' }) }).forEach((gradient, i) => {
      gradient.toTypedArray().forEach((value, j) => {
        expect(value).toBeCloseTo((expected[i] as number[][]).flat()[j]!, 13)
      })
    })
  })

  it('knows its shapes, its layers and the number of its parameters', () => {
    const model = network({ name: 'xor' })
    expect(model.name).toBe('xor')
    expect(model.kind).toBe('sequential')
    expect(model.inputShape).toEqual([2])
    expect(model.outputShape).toEqual([1])
    expect(model.parameterCount).toBe(151)
    expect(model.layers.map(({ name, inputShape, outputShape }) => [name, inputShape, outputShape])).toEqual([
      ['dense', [2], [10]],
      ['dense_1', [10], [10]],
      ['dense_2', [10], [1]],
    ])
    expect(
      [...model.parameters()].map(([name, { tensor, trainable }]) => [name, tensor.shape, trainable, tensor.requiresGradient]),
    ).toEqual([
      ['dense.kernel', [2, 10], true, true],
      ['dense.bias', [10], true, true],
      ['dense_1.kernel', [10, 10], true, true],
      ['dense_1.bias', [10], true, true],
      ['dense_2.kernel', [10, 1], true, true],
      ['dense_2.bias', [1], true, true],
    ])
  })

  it('begins the same for the same seed: weights and names know nothing of other models', () => {
    const weightsOf = (options?: SequentialOptions) => [...network(options).weights()].map(([name, tensor]) => [name, tensor.toArray()])
    expect(weightsOf()).toEqual(weightsOf({ seed: 0 }))
    expect(weightsOf({ seed: 1 })).toEqual(weightsOf({ random: randomGenerator(1) }))
    expect(weightsOf({ seed: 1 })).not.toEqual(weightsOf({ seed: 2 }))
  })

  it('draws its kernels layer by layer from the generator it is given', () => {
    // NumPy: np.random.seed(42); np.random.rand(2, 2), np.random.rand(2, 1)
    const from0to1 = uniform({ low: 0, high: 1 })
    const model = sequential([input([2]), dense(2, { kernelInitializer: from0to1 }), dense(1, { kernelInitializer: from0to1 })], {
      random: numpyRandom(42),
      dtype: 'float64',
    })
    expect(model.weights().get('dense.kernel')!.toArray()).toEqual([
      [0.3745401188473625, 0.9507143064099162],
      [0.7319939418114051, 0.5986584841970366],
    ])
    expect(model.weights().get('dense_1.kernel')!.toArray()).toEqual([[0.15601864044243652], [0.15599452033620265]])
  })

  it('has the dtype of its input', () => {
    const model = sequential([input([2], { dtype: 'float64' }), dense(1)])
    expect([model.dtype, model.inputDType]).toEqual(['float64', 'float64'])
    expect(model.forward(tensor(xor, { dtype: 'float64' })).dtype).toBe('float64')
    const indices = sequential([input([2], { dtype: 'int32' }), activation((x) => multiply(ones(x.shape), 2))])
    expect([indices.dtype, indices.inputDType]).toEqual(['float32', 'int32'])
    expect(indices.forward(tensor([[1, 2]], { dtype: 'int32' })).toArray()).toEqual([[2, 2]])
  })

  it('predicts unless it is told to train', () => {
    const model = sequential([input([50]), dropout(0.5)])
    const x = ones([1, 50])
    expect(model.forward(x).toArray()).toEqual(x.toArray())
    expect(model.forward(x, { training: false, random: stepRandom(0, 0) }).toArray()).toEqual(x.toArray())
    expect(model.forward(x, { training: true, random: stepRandom(0, 0) }).toArray()).not.toEqual(x.toArray())
  })

  it('takes a batch of any size, none included', () => {
    expect(network().forward(tensor(new Float32Array(0), { shape: [0, 2] })).shape).toEqual([0, 1])
    expect(network().forward(tensor(new Float32Array(14), { shape: [7, 2] })).shape).toEqual([7, 1])
  })

  it('says of each operation to which layer it belongs', () => {
    const inner = sequential([input([2]), dense(2)], { name: 'encoder' })
    const model = sequential([input([2]), inner, dense(1)])
    const scopes = walk(() => sum(model.forward(tensor(xor))) as Tensor).nodes.map((node) => node.scope)
    expect(scopes).toEqual(['encoder.dense', 'encoder.dense', 'dense', 'dense', ''])
  })
})

describe('names', () => {
  it('count from the kind, leaving out those that are taken', () => {
    const model = sequential([
      input([2]),
      dense(2),
      dense(2, { name: 'dense_1' }),
      activation(relu),
      dense(2),
      dense(1, { name: 'output' }),
    ])
    expect(model.layers.map(({ name }) => name)).toEqual(['dense', 'dense_1', 'activation', 'dense_2', 'output'])
  })

  it('nest with dots', () => {
    const block = () => sequential([input([2]), dense(2)])
    const model = sequential([input([2]), block(), block()])
    expect([...model.parameters().keys()]).toEqual([
      'sequential.dense.kernel',
      'sequential.dense.bias',
      'sequential_1.dense.kernel',
      'sequential_1.dense.bias',
    ])
  })
})

describe('a layer that is used twice', () => {
  const start = { kernelInitializer: constant(2), biasInitializer: constant(1) }

  it('shares its parameters, which appear once', () => {
    const shared = dense(1, start)
    const model = sequential([input([1]), shared, dense(1, start), shared])
    expect(model.layers.map(({ name }) => name)).toEqual(['dense', 'dense_1', 'dense'])
    expect([...model.parameters().keys()]).toEqual(['dense.kernel', 'dense.bias', 'dense_1.kernel', 'dense_1.bias'])
    expect(model.parameterCount).toBe(4)
    expect(model.forward(tensor([[1]])).toArray()).toEqual([[15]])
    const { tensor: kernel } = model.parameters().get('dense.kernel')!
    // y = 2(2(2 + 1) + 1) + 1 by the shared kernel k at k = 2: y = k(2(k + 1) + 1) + 1, dy/dk = 4k + 3.
    expect(gradients(sum(model.forward(tensor([[1]]))) as Tensor, [kernel])[0].toArray()).toEqual([[11]])
  })

  it('in two models is trained by either', () => {
    const shared = dense(1, start)
    const first = sequential([input([1]), shared])
    const second = sequential([input([1]), shared, dense(1)])
    first.setWeights({ 'dense.kernel': [[5]], 'dense.bias': [0] })
    expect(second.weights().get('dense.kernel')!.toArray()).toEqual([[5]])
  })

  it('inside another model too', () => {
    const shared = dense(1, start)
    const inner = sequential([input([1]), shared])
    const model = sequential([input([1]), shared, inner])
    expect([...model.parameters().keys()]).toEqual(['dense.kernel', 'dense.bias'])
  })
})

describe('a layer by a stranger', () => {
  /** y = x · scale, with one learnt number. */
  class Scale implements Layer {
    readonly kind = 'scale'
    private scale: ReturnType<typeof createParameter> | undefined
    outputShapeFor(inputShape: readonly number[]): readonly number[] {
      return inputShape
    }
    build(context: BuildContext): void {
      this.scale ??= createParameter([], constant(3), context)
    }
    forward(x: Tensor): Tensor {
      return multiply(x, this.scale!.tensor) as Tensor
    }
    parameters() {
      return new Map(this.scale && [['scale', this.scale]])
    }
  }

  const scale = (): Layer<SameShape> => new Scale()

  it('with a rule and parameters', () => {
    const model = sequential([input([2]), scale(), scale()])
    expect([...model.parameters().keys()]).toEqual(['scale.scale', 'scale_1.scale'])
    expect(model.forward(tensor([[1, 2]])).toArray()).toEqual([[9, 18]])
  })

  it('as a plain object, without a rule', () => {
    const square: Layer = { kind: 'square', outputShapeFor: (inputShape) => inputShape, forward: (x) => power(x, 2) }
    const model = sequential([input([2]), square, { kind: 'increment', outputShapeFor: (shape) => shape, forward: (x) => add(x, 1) }])
    expect(model.forward(tensor([[1, 2]])).toArray()).toEqual([[2, 5]])
  })

  it('that does not keep its word is named', () => {
    const liar: Layer = { kind: 'liar', outputShapeFor: () => [3], forward: (x) => x }
    expect(() => sequential([input([2]), flatten(), liar]).forward(tensor([[1, 2]]))).toThrow(
      'layer "liar" gave [1,2] for [1,2], expected [*, 3] as it had said',
    )
    const collapsing: Layer = { kind: 'collapsing', outputShapeFor: () => [], forward: (x) => mean(x, 0) as Tensor }
    expect(() => sequential([input([2]), collapsing]).forward(tensor(xor))).toThrow('layer "collapsing" gave [2] for [4,2], expected [*]')
    const silent = { kind: 'silent', outputShapeFor: () => [2], forward: () => undefined as never }
    expect(() => sequential([input([2]), silent]).forward(tensor(xor))).toThrow('layer "silent" gave undefined, expected a tensor')
  })
})

describe('weights', () => {
  it('are copies', () => {
    const model = sequential([input([1]), dense(1, { kernelInitializer: constant(1) })])
    const before = model.weights()
    model.setWeights({ 'dense.kernel': [[2]], 'dense.bias': [3] })
    expect(before.get('dense.kernel')!.toArray()).toEqual([[1]])
    expect(before.get('dense.kernel')!.requiresGradient).toBe(false)
    model.setWeights(before)
    expect(model.weights().get('dense.kernel')!.toArray()).toEqual([[1]])
    expect(model.weights().get('dense.bias')!.toArray()).toEqual([0])
  })

  it('may be tensors, nested arrays and typed arrays', () => {
    const model = sequential([input([2]), dense(2)])
    model.setWeights(
      new Map<string, Tensor | Float32Array>([
        ['dense.kernel', new Float32Array([1, 2, 3, 4])],
        ['dense.bias', tensor([5, 6])],
      ]),
    )
    expect(model.forward(tensor([[1, 1]])).toArray()).toEqual([[9, 12]])
    expect(model.parameters().get('dense.kernel')!.tensor.requiresGradient).toBe(true)
  })
})
