import { logSigmoid as logSigmoidOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/** log(1 / (1 + e⁻ˣ)), finite where the sigmoid itself would round to 0, element by element, as a layer. */
export function logSigmoid(options: LayerOptions = {}): Layer<SameShape> {
  return shapePreserving('logSigmoid', logSigmoidOf, checkLayerOptions('logSigmoid', options))
}
