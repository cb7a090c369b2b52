import { checkInteger } from '@gradus/kernel'
import type { Conv2dOptions, Convolved, First, Only, Pair, Second } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import type { InputOf, ShapeRule } from '../shape-rule.ts'
import { ConvolutionLayer, checkDivides, convolutionSettings } from './convolution-layer.ts'
import type { KernelOptions } from './kernel-settings.ts'

/** Options of {@link conv2d}. */
export interface Conv2dLayerOptions extends Conv2dOptions, KernelOptions {}

/**
 * y = activation(x ∗ kernel + b): every filter looks at each place of an image through a window, with the same weights everywhere.
 *
 * Shape: [batch, height, width, channels] → [batch, rows, columns, filters]; parameters `kernel` [kernel height, kernel width, channels / groups,
 * filters] and `bias` [filters]. Stride, padding, dilation, groups and layout are those of the operation `conv2d`.
 * Throws: GradusError 'range' or 'type' unless the sizes are integers >= 1, the groups divide and each option is of its kind; when the model is
 * built, 'shape' where the kernel does not fit into the image.
 *
 * @example
 * conv2d(8, 3, { padding: 'same' }).outputShapeFor([28, 28, 1]) // [28, 28, 8]
 */
export function conv2d<Filters extends number, const Size extends Pair, const O extends Conv2dLayerOptions = object>(
  filters: Filters,
  kernelSize: Size,
  options?: Only<O, Conv2dLayerOptions>,
): Layer<Conv2dRule<Filters, Size, O>> {
  checkInteger('conv2d', 'filters', filters, { min: 1 })
  const settings = convolutionSettings('conv2d', kernelSize, options, ['groups'])
  const { groups = 1 } = settings.windows
  checkDivides('conv2d', groups, filters, 'output')
  return new ConvolutionLayer('conv2d', settings, (channels) => {
    checkDivides('conv2d', groups, channels, 'input')
    return { shape: [...settings.size, channels / groups, filters], filters, groups }
  }) as Layer<Conv2dRule<Filters, Size, O>>
}

/** [batch, height, width, channels] → [batch, rows, columns, filters]. */
export interface Conv2dRule<Filters extends number, Size extends Pair, Options> extends ShapeRule {
  readonly output: Convolved<InputOf<this>, readonly [First<Size>, Second<Size>], Filters, Options, 'conv2d'>
}
