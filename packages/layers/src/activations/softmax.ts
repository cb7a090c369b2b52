import { checkInteger } from '@gradus/kernel'
import { softmax as softmaxOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/** Options of {@link softmax} and `logSoftmax`. */
export interface SoftmaxOptions extends LayerOptions {
  /** Of the batch, so that 0 is the samples; −1 unless stated. */
  readonly axis?: number
}

/**
 * eˣ / Σ eˣ along an axis, the last unless stated: positive numbers that add up to 1, as a layer.
 *
 * Throws: GradusError 'range' for an axis that is no integer.
 */
export function softmax(options: SoftmaxOptions = {}): Layer<SameShape> {
  const name = checkLayerOptions('softmax', options, ['axis'])
  const { axis = -1 } = options
  checkInteger('softmax', 'axis', axis)
  return shapePreserving('softmax', (x) => softmaxOf(x, axis), name)
}
