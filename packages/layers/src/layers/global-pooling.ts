import { checkChoice, GradusError, type Shape } from '@gradus/kernel'
import { checkTensor, type Fits, type ImageLayout, type ImageOf, type LayoutOf, type NoImage, type Tensor } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import type { InputOf, ShapeRule } from '../shape-rule.ts'
import { channelsOf, checkImages } from './images.ts'

/** Options of poolings of whole images. */
export interface GlobalPool2dOptions extends LayerOptions {
  /** `channelsLast` unless stated. */
  readonly layout?: ImageLayout
}

/** A reduction of each channel of an image to one number, as a layer. */
export function globalPooling(
  kind: string,
  reduce: (x: Tensor, axes: readonly [number, number]) => Tensor,
  options: GlobalPool2dOptions = {},
): Layer {
  const name = checkLayerOptions(kind, options, ['layout'])
  const { layout = 'channelsLast' } = options
  checkChoice(kind, 'layout', layout, ['channelsLast', 'channelsFirst'])
  const check = (inputShape: Shape): void => {
    checkImages(kind, inputShape, layout)
    const image = layout === 'channelsFirst' ? inputShape.slice(1) : inputShape.slice(0, 2)
    if (image.includes(0)) throw new GradusError('shape', `${kind}: an image of [${image}] has no elements`)
  }
  return {
    kind,
    name,
    outputShapeFor(inputShape) {
      check(inputShape)
      return [channelsOf(inputShape, layout)]
    },
    forward(x) {
      checkTensor(kind, 'x', x)
      check(x.shape.slice(1))
      return reduce(x, layout === 'channelsFirst' ? [2, 3] : [1, 2])
    },
  }
}

/** [batch, height, width, channels] → [batch, channels]. */
export interface GlobalPool2dRule<Options, Operation extends string> extends ShapeRule {
  readonly output: ImageOf<InputOf<this>, LayoutOf<Options>> extends infer Image
    ? [Image] extends [never]
      ? NoImage<`${Operation}: x`, InputOf<this>, LayoutOf<Options>>
      : Image extends readonly [infer Batch extends number, number, number, infer Channels extends number]
        ? Fits<readonly [Batch, Channels]>
        : never
    : never
}
