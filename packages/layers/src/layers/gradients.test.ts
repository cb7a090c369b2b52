/// <reference types="vite/types/importMeta.d.ts" />
import { randomGenerator, type Shape } from '@gradus/kernel'
import { checkGradients, gradients, noGradient, type Parameter, sigmoid, stepRandom, type Tensor, tanh, tensor } from '@gradus/tensor'
import { expectCompiled } from '@gradus/tensor/fixtures'
import { describe, expect, it } from 'vitest'
import * as activations from '../activations/index.ts'
import * as exported from '../index.ts'
import { constant } from '../initializers/constant.ts'
import type { ForwardContext, Layer } from '../layer.ts'
import { activation } from './activation.ts'
import { averagePool2d } from './average-pool2d.ts'
import { batchNormalization } from './batch-normalization.ts'
import { conv2d } from './conv2d.ts'
import { dense } from './dense.ts'
import { depthwiseConv2d } from './depthwise-conv2d.ts'
import { dropout } from './dropout.ts'
import { flatten } from './flatten.ts'
import { gaussianNoise } from './gaussian-noise.ts'
import { globalAveragePool2d } from './global-average-pool2d.ts'
import { globalMaxPool2d } from './global-max-pool2d.ts'
import { glu } from './glu.ts'
import { layerNormalization } from './layer-normalization.ts'
import { maxPool2d } from './max-pool2d.ts'
import { prelu } from './prelu.ts'
import { reshape } from './reshape.ts'
import { residual } from './residual.ts'
import { rmsNormalization } from './rms-normalization.ts'

/** A batch of uneven numbers, none near 0, where relu and its relatives have a kink. */
function batch(shape: Shape): Tensor {
  const random = randomGenerator(11)
  const values = Float64Array.from(
    { length: shape.reduce((count, size) => count * size, 1) },
    () => random.uniform(0.2, 2) * (random.next() < 0.5 ? -1 : 1),
  )
  return tensor(values, { shape })
}

function build(layer: Layer, inputShape: Shape): void {
  layer.build?.({ inputShape, dtype: 'float64', random: randomGenerator(12) })
}

function trainable(layer: Layer): Parameter[] {
  return [...(layer.parameters?.().values() ?? [])].filter((parameter) => parameter.trainable)
}

const cases: [string, Layer, Shape][] = [
  ['dense', dense(3), [4, 2]],
  ['dense over sequences', dense(3, { activation: tanh }), [2, 4, 2]],
  ['dense without bias', dense(3, { activation: sigmoid, useBias: false }), [4, 2]],
  ['flatten', flatten(), [2, 3, 2]],
  ['conv2d', conv2d(2, [2, 3], { padding: 'same', stride: 2, activation: tanh }), [1, 4, 5, 2]],
  ['conv2d with its channels first', conv2d(2, 2, { layout: 'channelsFirst', groups: 2 }), [1, 2, 3, 3]],
  ['depthwiseConv2d', depthwiseConv2d(2, { depthMultiplier: 2, useBias: false }), [1, 3, 3, 2]],
  ['maxPool2d', maxPool2d(2), [1, 4, 5, 2]],
  ['maxPool2d, overlapping', maxPool2d(3, { stride: 2, padding: 'same' }), [1, 4, 5, 1]],
  ['averagePool2d', averagePool2d(2, { stride: 1, padding: 'same' }), [1, 3, 4, 1]],
  ['globalAveragePool2d', globalAveragePool2d(), [2, 3, 2, 2]],
  ['globalMaxPool2d', globalMaxPool2d(), [2, 3, 2, 2]],
  ['reshape', reshape([3, -1]), [2, 6]],
  ['dropout', dropout(0.4), [3, 4]],
  ['gaussianNoise', gaussianNoise(0.3), [3, 4]],
  ['batchNormalization', batchNormalization({ momentum: 0.7 }), [4, 3]],
  ['batchNormalization of images', batchNormalization({ axis: 1, scale: false }), [2, 2, 3, 2]],
  ['layerNormalization', layerNormalization(), [3, 4]],
  ['layerNormalization along two axes', layerNormalization({ axis: [1, 2] }), [2, 3, 4]],
  ['rmsNormalization', rmsNormalization(), [3, 4]],
  ['rmsNormalization along two axes', rmsNormalization({ axis: [1, 2] }), [2, 3, 4]],
  ['prelu', prelu({ alphaInitializer: constant(0.25) }), [3, 4]],
  ['prelu, shared', prelu({ sharedAxes: [1, 2], alphaInitializer: constant(-0.5) }), [2, 3, 2, 2]],
  ['glu', glu(), [3, 4]],
  ['residual', residual([dense(3, { activation: tanh }), dense(4)]), [3, 4]],
  ['residual with a shortcut', residual([dense(3, { activation: tanh })], { shortcut: dense(3) }), [2, 4]],
  ['activation', activation(tanh), [3, 4]],
  ...Object.entries(activations).map(([name, make]): [string, Layer, Shape] => [name, make(), [3, 4]]),
]

const modules = import.meta.glob<object>(['./*.ts', '!./*.test.ts', '!./*.test-d.ts'], { eager: true })
const ours: unknown[] = Object.values(modules).flatMap((module) => Object.values(module))
// An input computes nothing; an embedding takes integers, and normalizations.test.ts has its gradient.
const layers = Object.entries(exported)
  .filter(([name, value]) => ours.includes(value) && name !== 'input' && name !== 'embedding')
  .map(([name]) => name)

it.each(layers)('%s has a case here', (name) => {
  expect(cases.map(([, { kind }]) => kind)).toContain(name)
})

describe('the same bits come out, forward and backward, when a layer is compiled', () => {
  it.each(cases)('%s', (_, layer, shape) => {
    for (const training of [false, true]) {
      build(layer, shape.slice(1))
      const x = tensor(batch(shape).toTypedArray(), { shape, requiresGradient: true })
      const parameters = trainable(layer).map((parameter) => parameter.tensor)
      const statistics = [...(layer.parameters?.().values() ?? [])]
        .filter(({ statistic }) => statistic)
        .map((parameter) => parameter.tensor)
      expectCompiled(training ? 'training' : 'not training', [x, ...parameters, ...statistics], () => {
        const y = layer.forward(x, { training, random: stepRandom(1, 0) })
        return [y, ...gradients(y, [x, ...parameters], { gradient: batch(y.shape) })]
      })
    }
  })
})

describe('gradients agree with central differences in float64', () => {
  it.each(cases)('%s, for its input', (_, layer, shape) => {
    build(layer, shape.slice(1))
    // Each call begins the step anew, so that the same numbers are dropped.
    const context = (): ForwardContext => ({ training: true, random: stepRandom(1, 0) })
    expect(() => checkGradients((x) => layer.forward(x!, context()), [batch(shape)])).not.toThrow()
  })

  it.each(cases.filter(([, layer]) => layer.build))('%s, for its parameters', (_, layer, shape) => {
    build(layer, shape.slice(1))
    const x = batch(shape)
    const upstream = batch(layer.forward(x, { training: false }).shape)
    const weighted = (): number => {
      const y = noGradient(() => layer.forward(x, { training: false })).toTypedArray()
      let total = 0
      upstream.toTypedArray().forEach((weight, i) => {
        total += weight * y[i]!
      })
      return total
    }
    for (const { tensor: parameter } of trainable(layer)) {
      const [gradient] = gradients(layer.forward(x, { training: false }), [parameter], { gradient: upstream })
      const start = parameter.toTypedArray() as Float64Array
      const at = (element: number, value: number): number => {
        parameter.assign(
          tensor(
            start.map((old, i) => (i === element ? value : old)),
            { shape: parameter.shape },
          ),
        )
        return weighted()
      }
      start.forEach((value, i) => {
        const difference = (at(i, value + 1e-6) - at(i, value - 1e-6)) / 2e-6
        expect(gradient!.toTypedArray()[i]).toBeCloseTo(difference, 7)
      })
      parameter.assign(tensor(start, { shape: parameter.shape }))
    }
  })
})
