import { silu as siluOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/** x · sigmoid(x), also called swish, element by element, as a layer. */
export function silu(options: LayerOptions = {}): Layer<SameShape> {
  return shapePreserving('silu', siluOf, checkLayerOptions('silu', options))
}
