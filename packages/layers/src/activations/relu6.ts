import { relu6 as relu6Of } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/** min(max(x, 0), 6), element by element, as a layer. */
export function relu6(options: LayerOptions = {}): Layer<SameShape> {
  return shapePreserving('relu6', relu6Of, checkLayerOptions('relu6', options))
}
