import { relu as reluOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/** max(x, 0), element by element, as a layer. */
export function relu(options: LayerOptions = {}): Layer<SameShape> {
  return shapePreserving('relu', reluOf, checkLayerOptions('relu', options))
}
