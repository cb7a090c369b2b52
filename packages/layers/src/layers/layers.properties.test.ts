// Protects: a sample gets the same output, bit by bit, whatever stands beside it in the batch and wherever it stands; layers that are linear are.
import { randomGenerator, type Shape } from '@gradus/kernel'
import { add, multiply, relu, slice, type Tensor, take, tanh, tensor } from '@gradus/tensor'
import fc from 'fast-check'
import { anyNumber, runs, smallInteger } from 'tooling-properties'
import { describe, expect, it } from 'vitest'
import * as activations from '../activations/index.ts'
import type { Layer } from '../layer.ts'
import { averagePool2d } from './average-pool2d.ts'
import { batchNormalization } from './batch-normalization.ts'
import { conv2d } from './conv2d.ts'
import { dense } from './dense.ts'
import { depthwiseConv2d } from './depthwise-conv2d.ts'
import { dropout } from './dropout.ts'
import { flatten } from './flatten.ts'
import { globalAveragePool2d } from './global-average-pool2d.ts'
import { globalMaxPool2d } from './global-max-pool2d.ts'
import { glu } from './glu.ts'
import { layerNormalization } from './layer-normalization.ts'
import { maxPool2d } from './max-pool2d.ts'
import { prelu } from './prelu.ts'
import { reshape } from './reshape.ts'
import { residual } from './residual.ts'

type Case = readonly [name: string, layer: Layer, sample: Shape]

const linear: readonly Case[] = [
  ['dense', dense(5, { useBias: false }), [7]],
  ['dense over sequences', dense(3, { useBias: false }), [4, 2]],
  ['conv2d', conv2d(3, 2, { useBias: false, padding: 'same' }), [4, 5, 2]],
  ['depthwiseConv2d', depthwiseConv2d(2, { useBias: false }), [4, 4, 2]],
  ['flatten', flatten(), [3, 2]],
  ['reshape', reshape([2, 3]), [6]],
]

const cases: readonly Case[] = [
  ...linear,
  ['dense and relu', dense(33, { activation: relu }), [40]],
  ['maxPool2d', maxPool2d(2), [4, 4, 2]],
  ['averagePool2d', averagePool2d(2, { stride: 1, padding: 'same' }), [3, 4, 1]],
  ['globalAveragePool2d', globalAveragePool2d(), [3, 3, 2]],
  ['globalMaxPool2d', globalMaxPool2d(), [3, 3, 2]],
  ['batchNormalization, not training', batchNormalization(), [5]],
  ['layerNormalization', layerNormalization(), [6]],
  ['dropout, not training', dropout(0.4), [4]],
  ['prelu', prelu(), [3]],
  ['glu', glu(), [4]],
  ['residual', residual([dense(3, { activation: tanh }), dense(4)]), [4]],
  ...Object.entries(activations).map(([name, make]): Case => [name, make(), [4]]),
]

for (const [, layer, inputShape] of cases) layer.build?.({ inputShape, dtype: 'float32', random: randomGenerator(12) })

const batches = (sample: Shape, numbers: fc.Arbitrary<number>, samples = fc.integer({ min: 1, max: 9 })): fc.Arbitrary<Tensor> =>
  samples.chain((count) => {
    const length = sample.reduce((product, size) => product * size, count)
    return fc
      .array(numbers, { minLength: length, maxLength: length })
      .map((data) => tensor(Float32Array.from(data), { shape: [count, ...sample] }) as Tensor)
  })
const forward = (layer: Layer, x: Tensor): Tensor => layer.forward(x, { training: false })

describe.each(cases)('%s', (_, layer, sample) => {
  it('gives each sample the same bits alone, in a part of the batch, and in another place', () => {
    const parts = batches(sample, anyNumber).chain((x) => {
      const count = x.shape[0]!
      const places = [...Array(count).keys()]
      return fc.tuple(fc.constant(x), fc.nat(count - 1), fc.shuffledSubarray(places, { minLength: count, maxLength: count }))
    })
    fc.assert(
      fc.property(parts, ([x, at, order]) => {
        const y = forward(layer, x)
        const places = tensor(Int32Array.from(order))
        expect(forward(layer, take(x, places) as Tensor).toTypedArray()).toEqual((take(y, places) as Tensor).toTypedArray())
        for (const end of [at + 1, x.shape[0]!])
          expect(forward(layer, slice(x, [[at, end]]) as Tensor).toTypedArray()).toEqual((slice(y, [[at, end]]) as Tensor).toTypedArray())
      }),
      runs(10),
    )
  })
})

describe.each(linear)('%s', (_, layer, sample) => {
  it('is linear', () => {
    // Whole numbers as weights make all sums exact.
    for (const { tensor: weights } of layer.parameters?.().values() ?? [])
      weights.assign(
        tensor(
          Float32Array.from({ length: weights.size }, (_, i) => ((i * 7919) % 13) - 6),
          { shape: weights.shape },
        ),
      )
    const two = fc.tuple(
      batches(sample, smallInteger, fc.constant(3)),
      batches(sample, smallInteger, fc.constant(3)),
      smallInteger,
      smallInteger,
    )
    fc.assert(
      fc.property(two, ([x, y, a, b]) => {
        const both = forward(layer, add(multiply(x, a), multiply(y, b)) as Tensor)
        const apart = add(multiply(forward(layer, x), a), multiply(forward(layer, y), b)) as Tensor
        expect(both.add(0).toTypedArray()).toEqual(apart.add(0).toTypedArray())
      }),
      runs(20),
    )
  })
})
