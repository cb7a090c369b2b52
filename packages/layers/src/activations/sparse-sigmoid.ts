import { sparseSigmoid as sparseSigmoidOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/** min(max(½(x + 1), 0), 1): a sigmoid that reaches 0 and 1, element by element, as a layer. */
export function sparseSigmoid(options: LayerOptions = {}): Layer<SameShape> {
  return shapePreserving('sparseSigmoid', sparseSigmoidOf, checkLayerOptions('sparseSigmoid', options))
}
