import { sparsePlus as sparsePlusOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/** 0 where x <= −1, ¼(x + 1)² where x < 1, else x: a softplus that ends, element by element, as a layer. */
export function sparsePlus(options: LayerOptions = {}): Layer<SameShape> {
  return shapePreserving('sparsePlus', sparsePlusOf, checkLayerOptions('sparsePlus', options))
}
