// Protects: the shapes of convolutions and poolings at compile time, and the sentence for what does not fit.
import { averagePool2d as averagePool, conv2d as convolve, maxPool2d as maxPool, relu, type Tensor, zeros } from '@gradus/tensor'
import { type Sequential, sequential } from '../sequential/sequential.ts'
import type { ApplyRule } from '../shape-rule.ts'
import { averagePool2d } from './average-pool2d.ts'
import { type Conv2dLayerOptions, type Conv2dRule, conv2d } from './conv2d.ts'
import { dense } from './dense.ts'
import { type DepthwiseConv2dRule, depthwiseConv2d } from './depthwise-conv2d.ts'
import { flatten } from './flatten.ts'
import { globalAveragePool2d } from './global-average-pool2d.ts'
import { globalMaxPool2d } from './global-max-pool2d.ts'
import { input } from './input.ts'
import { type MaxPool2dRule, maxPool2d } from './max-pool2d.ts'

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
type Expect<Cases extends readonly true[]> = Cases

declare const options: Conv2dLayerOptions
declare const count: number
declare const dynamic: Tensor

const digits = sequential([
  input([28, 28, 1]),
  conv2d(8, 3, { padding: 'same', activation: relu }),
  maxPool2d(2),
  conv2d(16, [3, 5], { stride: [2, 1], dilation: 2, padding: [1, 2] }),
  averagePool2d(2, { stride: 1, padding: 'same' }),
  depthwiseConv2d(3, { depthMultiplier: 2 }),
  flatten(),
  dense(10),
])
const colours = sequential([
  input([3, 33, 32]),
  conv2d(6, 3, { layout: 'channelsFirst', groups: 3, stride: 2, padding: 'same' }),
  maxPool2d(3, { stride: 2, layout: 'channelsFirst' }),
])
const summed = sequential([input([7, 7, 64]), globalAveragePool2d()])
const largest = sequential([input([64, 7, 7]), globalMaxPool2d({ layout: 'channelsFirst' })])
const someday = sequential([input([28, 28, 1]), conv2d(8, 3, options), conv2d(4, count), maxPool2d(count)])

export type Chains = Expect<
  [
    Equal<typeof digits, Sequential<readonly [number, 28, 28, 1], readonly [number, 10]>>,
    Equal<(typeof digits)['outputShape'], readonly [10]>,
    Equal<typeof colours, Sequential<readonly [number, 3, 33, 32], readonly [number, 6, 8, 7]>>,
    Equal<typeof summed, Sequential<readonly [number, 7, 7, 64], readonly [number, 64]>>,
    Equal<typeof largest, Sequential<readonly [number, 64, 7, 7], readonly [number, 64]>>,
    Equal<typeof someday, Sequential<readonly [number, 28, 28, 1], readonly [number, number, number, 4]>>,
  ]
>

export type Sentences = Expect<
  [
    Equal<
      ApplyRule<Conv2dRule<8, 3, object>, readonly [number, 784]>,
      'conv2d: x must have the axes [batch, height, width, channels], got shape [number,784]'
    >,
    Equal<
      ApplyRule<Conv2dRule<8, 5, { padding: 1; dilation: 2 }>, readonly [number, 4, 12, 1]>,
      'conv2d: the kernel spans [9,9], more than the padded image [6,14]'
    >,
    Equal<ApplyRule<Conv2dRule<8, 3, { groups: 2 }>, readonly [4, 8, 8, 3]>, 'conv2d: 3 input channels do not divide into 2 groups'>,
    Equal<ApplyRule<Conv2dRule<7, 3, { groups: 2 }>, readonly [4, 8, 8, 4]>, 'conv2d: 7 output channels do not divide into 2 groups'>,
    Equal<
      ApplyRule<DepthwiseConv2dRule<3, { layout: 'channelsFirst' }>, readonly [4, 8]>,
      'depthwiseConv2d: x must have the axes [batch, channels, height, width], got shape [4,8]'
    >,
    Equal<
      ApplyRule<MaxPool2dRule<3, object>, readonly [number, 2, 8, 1]>,
      'maxPool2d: the window spans [3,3], more than the padded image [2,8]'
    >,
  ]
>

const image = zeros([2, 9, 7, 4])
const kernel = zeros([3, 2, 2, 6])
const grouped = convolve(image, kernel, { groups: 2, stride: 2 })
const pooled = maxPool(image, [2, 3])
const averaged = averagePool(image, 3, { stride: 2, padding: 'same', countPadding: true })
const unknown = convolve(dynamic, zeros([3, 3, 1, 8]))

export type Operations = Expect<
  [
    Equal<typeof grouped, Tensor<readonly [2, 4, 3, 6]>>,
    Equal<typeof pooled, Tensor<readonly [2, 4, 2, 4]>>,
    Equal<typeof averaged, Tensor<readonly [2, 5, 4, 4]>>,
    Equal<typeof unknown, Tensor<readonly [number, number, number, 8]>>,
  ]
>

// @ts-expect-error: an image of four channels for a kernel of two
convolve(image, kernel)
// @ts-expect-error: a kernel is no matrix
convolve(image, zeros([3, 4]))
// @ts-expect-error: a window larger than the image
maxPool(image, 10)
// @ts-expect-error: the image is smaller than the kernel
sequential([input([2, 2, 1]), conv2d(8, 3)])
// @ts-expect-error: no image
sequential([input([4]), maxPool2d(2)])
// @ts-expect-error: a misspelt option beside a right one
conv2d(8, 3, { stride: 2, usebias: false })
// @ts-expect-error: another padding
conv2d(8, 3, { padding: 'full' })
// @ts-expect-error: a depthwise convolution has as many groups as channels
depthwiseConv2d(3, { groups: 2 })
