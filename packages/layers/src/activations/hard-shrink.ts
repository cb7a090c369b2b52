import { checkNumber } from '@gradus/kernel'
import { type HardShrinkOptions, hardShrink as hardShrinkOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/**
 * x where |x| > threshold, else 0, element by element, as a layer.
 *
 * Throws: GradusError 'range' unless the threshold is finite and not negative.
 */
export function hardShrink(options: HardShrinkOptions & LayerOptions = {}): Layer<SameShape> {
  const name = checkLayerOptions('hardShrink', options, ['threshold'])
  const { threshold = 0.5 } = options
  checkNumber('hardShrink', 'threshold', threshold, { min: 0 })
  return shapePreserving('hardShrink', (x) => hardShrinkOf(x, { threshold }), name, `threshold ${threshold}`)
}
