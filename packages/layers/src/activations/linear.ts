import { linear as linearOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/** x itself, for places where an activation has to be named, as a layer. */
export function linear(options: LayerOptions = {}): Layer<SameShape> {
  return shapePreserving('linear', linearOf, checkLayerOptions('linear', options))
}
