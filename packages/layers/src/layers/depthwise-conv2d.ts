import { checkInteger } from '@gradus/kernel'
import type { Convolved, First, ImageOf, LayoutOf, Multiply, Only, OptionOf, Pair, Second } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import type { InputOf, ShapeRule } from '../shape-rule.ts'
import type { Conv2dLayerOptions } from './conv2d.ts'
import { ConvolutionLayer, convolutionSettings } from './convolution-layer.ts'

/** Options of {@link depthwiseConv2d}. */
export interface DepthwiseConv2dOptions extends Omit<Conv2dLayerOptions, 'groups'> {
  /** How many filters each channel has; 1 unless stated. */
  readonly depthMultiplier?: number
}

/**
 * A convolution of each channel by itself, with filters of its own: as many groups as channels.
 *
 * Shape: [batch, height, width, channels] → [batch, rows, columns, channels · depthMultiplier], the filters of a channel one after the other;
 * parameters `kernel` [kernel height, kernel width, channels, depthMultiplier] and `bias`.
 * Throws: as `conv2d`.
 * Source: Chollet 2017, Xception: deep learning with depthwise separable convolutions.
 *
 * @example
 * depthwiseConv2d(3, { depthMultiplier: 2 }).outputShapeFor([28, 28, 4]) // [26, 26, 8]
 */
export function depthwiseConv2d<const Size extends Pair, const O extends DepthwiseConv2dOptions = object>(
  kernelSize: Size,
  options?: Only<O, DepthwiseConv2dOptions>,
): Layer<DepthwiseConv2dRule<Size, O>> {
  const settings = convolutionSettings('depthwiseConv2d', kernelSize, options, ['depthMultiplier'])
  const { depthMultiplier: depth = 1 }: DepthwiseConv2dOptions = options ?? {}
  checkInteger('depthwiseConv2d', 'depthMultiplier', depth, { min: 1 })
  return new ConvolutionLayer('depthwiseConv2d', settings, (channels) => ({
    shape: [...settings.size, channels, depth],
    filters: channels * depth,
    groups: channels,
  })) as Layer<DepthwiseConv2dRule<Size, O>>
}

/** [batch, height, width, channels] → [batch, rows, columns, channels · depthMultiplier]. */
export interface DepthwiseConv2dRule<Size extends Pair, Options> extends ShapeRule {
  readonly output: Convolved<
    InputOf<this>,
    readonly [First<Size>, Second<Size>],
    Filters<ImageOf<InputOf<this>, LayoutOf<Options>>, OptionOf<Options, 'depthMultiplier', 1>>,
    Options,
    'depthwiseConv2d'
  >
}

type Filters<Image, Depth> = Image extends readonly [number, number, number, infer Channels extends number]
  ? Depth extends number
    ? Multiply<Channels, Depth>
    : number
  : number
