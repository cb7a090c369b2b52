import { sigmoid as sigmoidOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/** 1 / (1 + e⁻ˣ): any number to one in [0, 1], element by element, as a layer. */
export function sigmoid(options: LayerOptions = {}): Layer<SameShape> {
  return shapePreserving('sigmoid', sigmoidOf, checkLayerOptions('sigmoid', options))
}
