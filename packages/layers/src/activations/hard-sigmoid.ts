import { hardSigmoid as hardSigmoidOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/** min(max(x + 3, 0), 6) / 6: a sigmoid of straight lines, element by element, as a layer. */
export function hardSigmoid(options: LayerOptions = {}): Layer<SameShape> {
  return shapePreserving('hardSigmoid', hardSigmoidOf, checkLayerOptions('hardSigmoid', options))
}
