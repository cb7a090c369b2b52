import { softplus as softplusOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/** log(1 + eˣ): a smooth relu, element by element, as a layer. */
export function softplus(options: LayerOptions = {}): Layer<SameShape> {
  return shapePreserving('softplus', softplusOf, checkLayerOptions('softplus', options))
}
