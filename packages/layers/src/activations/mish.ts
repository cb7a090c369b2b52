import { mish as mishOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/** x · tanh(softplus(x)), element by element, as a layer. */
export function mish(options: LayerOptions = {}): Layer<SameShape> {
  return shapePreserving('mish', mishOf, checkLayerOptions('mish', options))
}
