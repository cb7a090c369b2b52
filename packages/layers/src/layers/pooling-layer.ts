import { checkTensor, checkWindow, type Pool2dOptions, pool2dShape, type Tensor } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { checkImages, windowText } from './images.ts'

/** Options of poolings. */
export interface Pool2dLayerOptions extends Pool2dOptions, LayerOptions {}

/** A pooling operation as a layer; `more` are options that it has of its own. */
export function poolingLayer(
  kind: string,
  size: unknown,
  more: readonly string[],
  pool: (x: Tensor, size: readonly [number, number], windows: Pool2dOptions) => Tensor,
  options: Pool2dLayerOptions = {},
): Layer {
  const name = checkLayerOptions(kind, options, ['stride', 'padding', 'layout', ...more])
  const { name: _, ...windows } = options
  const sizes = checkWindow(kind, 'size', size, windows)
  return {
    kind,
    name,
    detail: windowText(sizes, windows),
    outputShapeFor(inputShape) {
      checkImages(kind, inputShape, windows.layout)
      return pool2dShape(kind, [1, ...inputShape], sizes, windows).slice(1)
    },
    forward(x) {
      checkTensor(kind, 'x', x)
      return pool(x, sizes, windows)
    },
  }
}
