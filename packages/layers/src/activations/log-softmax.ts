import { checkInteger } from '@gradus/kernel'
import { logSoftmax as logSoftmaxOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'
import type { SoftmaxOptions } from './softmax.ts'

/**
 * log softmax(x) along an axis, the last unless stated; finite where the softmax itself would round to 0, as a layer.
 *
 * Throws: GradusError 'range' for an axis that is no integer.
 */
export function logSoftmax(options: SoftmaxOptions = {}): Layer<SameShape> {
  const name = checkLayerOptions('logSoftmax', options, ['axis'])
  const { axis = -1 } = options
  checkInteger('logSoftmax', 'axis', axis)
  return shapePreserving('logSoftmax', (x) => logSoftmaxOf(x, axis), name)
}
