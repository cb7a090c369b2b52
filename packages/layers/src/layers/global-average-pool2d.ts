import { mean, type Only, type Tensor } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { type GlobalPool2dOptions, type GlobalPool2dRule, globalPooling } from './global-pooling.ts'

/**
 * The mean of each channel of an image: what is left of a network's last images, whatever their size.
 *
 * Shape: [batch, height, width, channels] → [batch, channels]
 *
 * @example
 * globalAveragePool2d().outputShapeFor([7, 7, 64]) // [64]
 */
export function globalAveragePool2d<const O extends GlobalPool2dOptions = object>(
  options?: Only<O, GlobalPool2dOptions>,
): Layer<GlobalPool2dRule<O, 'globalAveragePool2d'>> {
  return globalPooling('globalAveragePool2d', (x, axes) => mean(x, axes) as Tensor, options) as Layer<
    GlobalPool2dRule<O, 'globalAveragePool2d'>
  >
}
