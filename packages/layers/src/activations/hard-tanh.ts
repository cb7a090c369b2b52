import { hardTanh as hardTanhOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/** min(max(x, −1), 1): a hyperbolic tangent of straight lines, element by element, as a layer. */
export function hardTanh(options: LayerOptions = {}): Layer<SameShape> {
  return shapePreserving('hardTanh', hardTanhOf, checkLayerOptions('hardTanh', options))
}
