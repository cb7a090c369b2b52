import { exponential as exponentialOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/** eˣ, element by element, as a layer. */
export function exponential(options: LayerOptions = {}): Layer<SameShape> {
  return shapePreserving('exponential', exponentialOf, checkLayerOptions('exponential', options))
}
