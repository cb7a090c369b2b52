import { softsign as softsignOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/** x / (1 + |x|): between −1 and 1, element by element, as a layer. */
export function softsign(options: LayerOptions = {}): Layer<SameShape> {
  return shapePreserving('softsign', softsignOf, checkLayerOptions('softsign', options))
}
