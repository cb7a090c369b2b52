// Protects: convolutions and poolings give what PyTorch gives, with their channels first too, and begin as in Keras.
import { randomGenerator, type Shape } from '@gradus/kernel'
import { gradients, permute, relu, type Tensor, tensor, zeros } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import { evaluation, type Layer } from '../layer.ts'
import fixture from './__fixtures__/images.json' with { type: 'json' }
import { averagePool2d } from './average-pool2d.ts'
import { type Conv2dLayerOptions, conv2d } from './conv2d.ts'
import { depthwiseConv2d } from './depthwise-conv2d.ts'
import { globalAveragePool2d } from './global-average-pool2d.ts'
import { globalMaxPool2d } from './global-max-pool2d.ts'
import { maxPool2d } from './max-pool2d.ts'

type Numbers = (number[] | number)[]

/** A record's tensor. */
function read([shape, values]: Numbers): Tensor {
  return tensor(Float64Array.from(values as number[]), { shape: shape as number[], requiresGradient: true }) as Tensor
}

function expectNear(actual: Tensor, expected: Tensor): void {
  expect(actual.shape).toEqual(expected.shape)
  const numbers = actual.toTypedArray()
  expected.toTypedArray().forEach((value, i) => {
    expect(Math.abs(numbers[i]! - value)).toBeLessThan(1e-11 * Math.max(1, Math.abs(value)))
  })
}

const layouts = ['channelsLast', 'channelsFirst'] as const
type Layout = (typeof layouts)[number]

/** An image of the fixture in a layout, and back. */
const to = (layout: Layout, x: Tensor) => (layout === 'channelsFirst' && x.rank === 4 ? (permute(x, [0, 3, 1, 2]) as Tensor) : x)
const from = (layout: Layout, x: Tensor) => (layout === 'channelsFirst' && x.rank === 4 ? (permute(x, [0, 2, 3, 1]) as Tensor) : x)

type Convolution = (options: Conv2dLayerOptions) => Layer

const convolutions: Record<keyof typeof fixture.convolutions, Convolution> = {
  '3×3': (options) => conv2d(3, 3, options),
  same: (options) => conv2d(2, [2, 3], { ...options, padding: 'same' }),
  'same, stride 2': (options) => conv2d(2, 3, { ...options, padding: 'same', stride: 2 }),
  'stride 2×1, padding 1×2': (options) => conv2d(2, [3, 2], { ...options, stride: [2, 1], padding: [1, 2] }),
  'dilation 2': (options) => conv2d(2, [2, 3], { ...options, dilation: 2 }),
  '2 groups': (options) => conv2d(4, 2, { ...options, groups: 2 }),
  depthwise: (options) => depthwiseConv2d(2, options as object),
  'depthwise, 2 filters per channel': (options) => depthwiseConv2d([3, 2], { ...(options as object), stride: 2, depthMultiplier: 2 }),
}

describe.each(layouts)('convolutions of PyTorch, %s', (layout) => {
  it.each(Object.keys(convolutions) as (keyof typeof convolutions)[])('%s', (name) => {
    const expected = fixture.convolutions[name]
    const layer = convolutions[name]({
      layout,
      kernelInitializer: (values) => values.set(expected.kernel[1] as number[]),
      biasInitializer: (values) => values.set(expected.bias[1] as number[]),
    })
    const x = read(expected.x)
    const { shape } = to(layout, x)
    layer.build!({ inputShape: shape.slice(1), dtype: 'float64', random: randomGenerator() })
    const y = from(layout, layer.forward(to(layout, x), evaluation))
    expectNear(y, read(expected.y))
    expect(to(layout, y).shape.slice(1)).toEqual(layer.outputShapeFor(shape.slice(1)))
    const { kernel, bias } = Object.fromEntries(layer.parameters!())
    const slopes = gradients(y, [x, kernel!.tensor, bias!.tensor], { gradient: read(expected.upstream).detach() })
    expectNear(slopes[0]!, read(expected.xGradient))
    expectNear(slopes[1]!, read(expected.kernelGradient))
    expectNear(slopes[2]!, read(expected.biasGradient))
  })
})

const poolings: Record<keyof typeof fixture.poolings, (options: { readonly layout: Layout }) => Layer> = {
  max: (options) => maxPool2d(2, options),
  'max, ties': (options) => maxPool2d(2, options),
  'max, ties that overlap': (options) => maxPool2d(3, { ...options, stride: [1, 2], padding: 1 }),
  average: (options) => averagePool2d(2, options),
  'average, overlapping': (options) => averagePool2d(3, { ...options, stride: 2 }),
  'average, padded': (options) => averagePool2d(3, { ...options, stride: 2, padding: 1 }),
  'average, padding counted': (options) => averagePool2d(3, { ...options, stride: 2, padding: 1, countPadding: true }),
  'global average': (options) => globalAveragePool2d(options),
  'global max': (options) => globalMaxPool2d(options),
}

describe.each(layouts)('poolings of PyTorch, %s', (layout) => {
  it.each(Object.keys(poolings) as (keyof typeof poolings)[])('%s', (name) => {
    const expected = fixture.poolings[name]
    const global = name.startsWith('global')
    const layer = poolings[name]({ layout })
    const x = read(expected.x)
    const { shape } = to(layout, x)
    const y = from(layout, layer.forward(to(layout, x), evaluation))
    const flat = (numbers: Tensor): Tensor => (global ? (numbers.reshape([numbers.shape[0]!, -1]) as Tensor) : numbers)
    expectNear(y, flat(read(expected.y)))
    expect(to(layout, y).shape.slice(1)).toEqual(layer.outputShapeFor(shape.slice(1)))
    const [slope] = gradients(y, [x], { gradient: flat(read(expected.upstream)).detach() })
    expectNear(slope, read(expected.xGradient))
  })
})

describe('a convolution', () => {
  const built = (layer: Layer, inputShape: Shape): Layer => {
    layer.build!({ inputShape, dtype: 'float32', random: randomGenerator(3) })
    return layer
  }
  const kernelOf = (layer: Layer) => layer.parameters!().get('kernel')!.tensor

  it.each([
    ['conv2d', conv2d(32, 3), [3, 3, 16, 32], 9 * (16 + 32)],
    ['conv2d in groups', conv2d(32, 3, { groups: 4 }), [3, 3, 4, 32], 9 * (4 + 32)],
    ['depthwiseConv2d', depthwiseConv2d(3, { depthMultiplier: 2 }), [3, 3, 16, 2], 9 * (16 + 2)],
  ])('%s begins as Keras does: glorotUniform and zeros', (_, layer, shape, fans) => {
    const kernel = kernelOf(built(layer, [8, 8, 16]))
    const limit = Math.sqrt(6 / fans)
    expect(kernel.shape).toEqual(shape)
    const largest = Float64Array.from(kernel.toTypedArray()).reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    expect(largest).toBeLessThanOrEqual(Math.fround(limit))
    expect(largest).toBeGreaterThan(0.95 * limit)
    expect(new Set(layer.parameters!().get('bias')!.tensor.toTypedArray())).toEqual(new Set([0]))
  })

  it('keeps its parameters when it is built again, and takes images of any size', () => {
    const layer = built(conv2d(2, 3, { activation: relu }), [8, 8, 1])
    const kernel = kernelOf(layer)
    built(layer, [5, 9, 1])
    expect(kernelOf(layer)).toBe(kernel)
    expect(layer.forward(zeros([2, 5, 9, 1]), evaluation).shape).toEqual([2, 3, 7, 2])
  })

  it('without bias has a kernel only', () => {
    expect([...built(conv2d(2, 3, { useBias: false }), [8, 8, 1]).parameters!().keys()]).toEqual(['kernel'])
  })

  it.each([
    [conv2d(2, 3), '3×3, linear'],
    [
      conv2d(2, [1, 3], { stride: 2, padding: 'same', dilation: [1, 2], groups: 2, activation: relu }),
      '1×3, stride 2, same, dilation 1×2, 2 groups, relu',
    ],
    [depthwiseConv2d(3, { padding: 1 }), '3×3, padding 1, linear'],
    [maxPool2d(2), '2×2'],
    [averagePool2d([2, 3], { stride: [1, 2] }), '2×3, stride 1×2'],
    [globalMaxPool2d(), undefined],
  ] as [Layer, string | undefined][])('%# is described in a summary', (layer, detail) => {
    expect(layer.detail).toBe(detail)
  })
})
