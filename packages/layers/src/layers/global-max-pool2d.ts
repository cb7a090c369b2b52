import { max, type Only, type Tensor } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { type GlobalPool2dOptions, type GlobalPool2dRule, globalPooling } from './global-pooling.ts'

/**
 * The largest number of each channel of an image. Those that tie share the gradient, as in the operation `max`.
 *
 * Shape: [batch, height, width, channels] → [batch, channels]
 *
 * @example
 * globalMaxPool2d().outputShapeFor([7, 7, 64]) // [64]
 */
export function globalMaxPool2d<const O extends GlobalPool2dOptions = object>(
  options?: Only<O, GlobalPool2dOptions>,
): Layer<GlobalPool2dRule<O, 'globalMaxPool2d'>> {
  return globalPooling('globalMaxPool2d', (x, axes) => max(x, axes) as Tensor, options) as Layer<GlobalPool2dRule<O, 'globalMaxPool2d'>>
}
