import { checkBoolean } from '@gradus/kernel'
import {
  type AveragePool2dOptions,
  averagePool2d as averagePool,
  type Only,
  type Pair,
  type Pool2d,
  type Pool2dOptions,
  type Tensor,
} from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import type { LayerOptions } from '../layer-options.ts'
import type { InputOf, ShapeRule } from '../shape-rule.ts'
import { poolingLayer } from './pooling-layer.ts'

/** Options of {@link averagePool2d}. */
export interface AveragePool2dLayerOptions extends AveragePool2dOptions, LayerOptions {}

/**
 * The mean of each window of an image, channel by channel; what is padded is not counted unless asked for.
 *
 * Shape: [batch, height, width, channels] → [batch, rows, columns, channels]. Stride, padding, layout and countPadding are those of the operation
 * `averagePool2d`.
 * Throws: GradusError 'range' or 'type' unless the sizes are integers >= 1; when the model is built, 'shape' where not one window fits.
 *
 * @example
 * averagePool2d(3, { stride: 2, padding: 'same' }).outputShapeFor([28, 28, 8]) // [14, 14, 8]
 */
export function averagePool2d<const Size extends Pair, const O extends AveragePool2dLayerOptions = object>(
  size: Size,
  options?: Only<O, AveragePool2dLayerOptions>,
): Layer<AveragePool2dRule<Size, O>> {
  const pool = (x: Tensor, sizes: readonly [number, number], windows: Pool2dOptions) => averagePool(x, sizes as never, windows) as Tensor
  const layer = poolingLayer('averagePool2d', size, ['countPadding'], pool, options)
  const { countPadding = false }: AveragePool2dLayerOptions = options ?? {}
  checkBoolean('averagePool2d', 'countPadding', countPadding)
  return layer as Layer<AveragePool2dRule<Size, O>>
}

/** [batch, height, width, channels] → [batch, rows, columns, channels]. */
export interface AveragePool2dRule<Size extends Pair, Options> extends ShapeRule {
  readonly output: Pool2d<InputOf<this>, Size, Options, 'averagePool2d'>
}
