import { maxPool2d as maxPool, type Only, type Pair, type Pool2d, type Pool2dOptions, type Tensor } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import type { InputOf, ShapeRule } from '../shape-rule.ts'
import { type Pool2dLayerOptions, poolingLayer } from './pooling-layer.ts'

/**
 * The largest number in each window of an image, channel by channel.
 *
 * Shape: [batch, height, width, channels] → [batch, rows, columns, channels]. Stride, padding and layout are those of the operation `maxPool2d`.
 * Throws: GradusError 'range' or 'type' unless the sizes are integers >= 1; when the model is built, 'shape' where not one window fits.
 *
 * @example
 * maxPool2d(2).outputShapeFor([28, 28, 8]) // [14, 14, 8]
 */
export function maxPool2d<const Size extends Pair, const O extends Pool2dLayerOptions = object>(
  size: Size,
  options?: Only<O, Pool2dLayerOptions>,
): Layer<MaxPool2dRule<Size, O>> {
  const pool = (x: Tensor, sizes: readonly [number, number], windows: Pool2dOptions) => maxPool(x, sizes as never, windows) as Tensor
  return poolingLayer('maxPool2d', size, [], pool, options) as Layer<MaxPool2dRule<Size, O>>
}

/** [batch, height, width, channels] → [batch, rows, columns, channels]. */
export interface MaxPool2dRule<Size extends Pair, Options> extends ShapeRule {
  readonly output: Pool2d<InputOf<this>, Size, Options, 'maxPool2d'>
}
