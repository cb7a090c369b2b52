import { tanh as tanhOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/** The hyperbolic tangent: between −1 and 1, element by element, as a layer. */
export function tanh(options: LayerOptions = {}): Layer<SameShape> {
  return shapePreserving('tanh', tanhOf, checkLayerOptions('tanh', options))
}
