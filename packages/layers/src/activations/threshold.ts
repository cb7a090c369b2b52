import { checkNumber } from '@gradus/kernel'
import { threshold as thresholdOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/** Options of {@link threshold}. */
export interface ThresholdOptions extends LayerOptions {
  /** What x must be above; 0 unless stated. */
  readonly threshold?: number
  /** What comes out else; 0 unless stated. */
  readonly value?: number
}

/**
 * x where x > threshold, else the value, element by element, as a layer.
 *
 * Throws: GradusError 'range' unless both numbers are finite.
 */
export function threshold(options: ThresholdOptions = {}): Layer<SameShape> {
  const name = checkLayerOptions('threshold', options, ['threshold', 'value'])
  const { threshold: limit = 0, value = 0 } = options
  checkNumber('threshold', 'threshold', limit)
  checkNumber('threshold', 'value', value)
  return shapePreserving('threshold', (x) => thresholdOf(x, limit, value), name, `threshold ${limit}, value ${value}`)
}
