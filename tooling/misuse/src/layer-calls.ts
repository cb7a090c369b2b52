import { randomGenerator } from '@gradus/kernel'
import { dense, initializers, input, type Layer, regularizers, sequential } from '@gradus/layers'
import { relu, sigmoid, stepRandom, tensor, zeros } from '@gradus/tensor'
import type { Arguments } from './usual-calls.ts'

const square = () => tensor([[1, 2], [3, 4]]) // biome-ignore format: as a matrix
const image = () => zeros([1, 4, 4, 2])
const model = () => sequential([input([2]), dense(1, { activation: sigmoid })])
const windows = { stride: 1, padding: 'same', layout: 'channelsLast' }
const layer = {
  activation: relu,
  useBias: true,
  kernelInitializer: initializers.ones(),
  biasInitializer: initializers.ones(),
  kernelRegularizer: regularizers.l2(),
  biasRegularizer: regularizers.l1(),
  trainable: true,
  name: 'a',
}
const scaleAndShift = {
  epsilon: 0.1,
  center: true,
  scale: true,
  gammaInitializer: initializers.ones(),
  betaInitializer: initializers.zeros(),
  gammaRegularizer: regularizers.l2(),
  betaRegularizer: regularizers.l1(),
  trainable: true,
  name: 'a',
}

/** Of layers, models and what belongs to them. */
export const layerCalls: Readonly<Record<string, Arguments>> = {
  'layers.activation': () => [relu, { name: 'a' }],
  'layers.averagePool2d': () => [2, { ...windows, countPadding: true, name: 'a' }],
  'layers.conv2d': () => [2, 3, { ...windows, dilation: 1, groups: 1, ...layer }],
  'layers.depthwiseConv2d': () => [3, { ...windows, dilation: 1, depthMultiplier: 2, ...layer }],
  'layers.globalAveragePool2d': () => [{ layout: 'channelsLast', name: 'a' }],
  'layers.globalMaxPool2d': () => [{ layout: 'channelsLast', name: 'a' }],
  'layers.maxPool2d': () => [2, { ...windows, name: 'a' }],
  'layers.countParameters': () => [model().parameters()],
  'layers.createParameter': () => [
    [2],
    initializers.ones(),
    { dtype: 'float32', random: randomGenerator(0) },
    { trainable: true, regularizer: regularizers.l2(), statistic: false },
  ],
  'layers.dense': () => [2, layer],
  'layers.dropout': () => [0.5, { name: 'a' }],
  'layers.elu': () => [{ alpha: 1, name: 'a' }],
  'layers.freeze': () => [model(), () => true],
  'layers.unfreeze': () => [model(), () => true],
  'layers.regularizers.l1': () => [{ factor: 0.1 }],
  'layers.regularizers.l2': () => [{ factor: 0.1 }],
  'layers.regularizers.l1l2': () => [{ l1: 0.1, l2: 0.1 }],
  'layers.batchNormalization': () => [
    {
      ...scaleAndShift,
      axis: 1,
      momentum: 0.9,
      runningVariance: 'biased',
      runningMeanInitializer: initializers.zeros(),
      runningVarianceInitializer: initializers.ones(),
    },
  ],
  'layers.embedding': () => [
    3,
    2,
    { embeddingsInitializer: initializers.ones(), embeddingsRegularizer: regularizers.l2(), trainable: true, name: 'a' },
  ],
  'layers.gaussianNoise': () => [0.5, { name: 'a' }],
  'layers.layerNormalization': () => [{ ...scaleAndShift, axis: 1 }],
  'layers.residual': () => [[dense(1)], { shortcut: dense(1), name: 'a' }],
  'layers.celu': () => [{ alpha: 1, name: 'a' }],
  'layers.glu': () => [{ axis: 1, name: 'a' }],
  'layers.hardShrink': () => [{ threshold: 1, name: 'a' }],
  'layers.prelu': () => [
    { sharedAxes: [1], alphaInitializer: initializers.ones(), alphaRegularizer: regularizers.l2(), trainable: true, name: 'a' },
  ],
  'layers.softShrink': () => [{ threshold: 1, name: 'a' }],
  'layers.squareplus': () => [{ b: 1, name: 'a' }],
  'layers.threshold': () => [{ threshold: 1, value: 0, name: 'a' }],
  'layers.gelu': () => [{ approximate: 'none', name: 'a' }],
  'layers.initializers.glorotNormal': () => [],
  'layers.initializers.normal': () => [{ mean: 0, deviation: 1 }],
  'layers.initializers.orthogonal': () => [{ gain: 1 }],
  'layers.initializers.truncatedNormal': () => [{ mean: 0, deviation: 1 }],
  'layers.initializers.uniform': () => [{ low: 0, high: 1 }],
  'layers.initializers.varianceScaling': () => [{ scale: 1, fan: 'inputs', distribution: 'normal' }],
  'layers.input': () => [[2], { dtype: 'float64' }],
  'layers.layerRows': () => [model()],
  'layers.leakyRelu': () => [{ negativeSlope: 0.1, name: 'a' }],
  'layers.reshape': () => [[2], { name: 'a' }],
  'layers.sequential': () => [[input([2]), dense(1)], { name: 'a', seed: 1, dtype: 'float64' }],
  'layers.summary': () => [model()],
  'BatchNormalization.forward': () => [square(), { training: true, random: stepRandom(0, 0) }],
  'ConvolutionLayer.forward': () => [image()],
  'Embedding.forward': () => [tensor(Int32Array.of(1, 0), { shape: [1, 2] })],
  'Residual.forward': () => [square(), { training: true, random: stepRandom(0, 0) }],
  'layers.averagePool2d().forward': () => [image()],
  'layers.globalAveragePool2d().forward': () => [image()],
  'layers.globalMaxPool2d().forward': () => [image()],
  'layers.maxPool2d().forward': () => [image()],
  'layers.gaussianNoise().forward': () => [square(), { training: true, random: stepRandom(0, 0) }],
  'layers.dropout().forward': () => [square(), { training: true, random: stepRandom(0, 0) }],
}

/** Builds a layer for the rows of `square()`, or for images where it refuses those; leaves anything else alone. */
export function buildLayer(given: unknown): void {
  const { build, forward } = (given ?? {}) as Partial<Layer>
  if (typeof build !== 'function' || typeof forward !== 'function') return
  const context = { dtype: 'float32', random: randomGenerator(0) } as const
  try {
    build.call(given, { ...context, inputShape: [2] })
  } catch {
    build.call(given, { ...context, inputShape: image().shape.slice(1) })
  }
}
