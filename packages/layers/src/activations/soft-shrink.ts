import { checkNumber } from '@gradus/kernel'
import { type SoftShrinkOptions, softShrink as softShrinkOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/**
 * x moved towards 0 by the threshold, and 0 where it would pass it, element by element, as a layer.
 *
 * Throws: GradusError 'range' unless the threshold is finite and not negative.
 */
export function softShrink(options: SoftShrinkOptions & LayerOptions = {}): Layer<SameShape> {
  const name = checkLayerOptions('softShrink', options, ['threshold'])
  const { threshold = 0.5 } = options
  checkNumber('softShrink', 'threshold', threshold, { min: 0 })
  return shapePreserving('softShrink', (x) => softShrinkOf(x, { threshold }), name, `threshold ${threshold}`)
}
