import { tanhShrink as tanhShrinkOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/** x − tanh(x): next to nothing around 0, element by element, as a layer. */
export function tanhShrink(options: LayerOptions = {}): Layer<SameShape> {
  return shapePreserving('tanhShrink', tanhShrinkOf, checkLayerOptions('tanhShrink', options))
}
