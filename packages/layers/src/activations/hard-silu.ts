import { hardSilu as hardSiluOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/** x · hardSigmoid(x), also called hard swish, element by element, as a layer. */
export function hardSilu(options: LayerOptions = {}): Layer<SameShape> {
  return shapePreserving('hardSilu', hardSiluOf, checkLayerOptions('hardSilu', options))
}
