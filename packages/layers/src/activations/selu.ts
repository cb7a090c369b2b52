import { selu as seluOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/** The scaled exponential linear unit, which keeps mean 0 and variance 1 from layer to layer; begin kernels with `lecunNormal()`, element by element, as a layer. */
export function selu(options: LayerOptions = {}): Layer<SameShape> {
  return shapePreserving('selu', seluOf, checkLayerOptions('selu', options))
}
