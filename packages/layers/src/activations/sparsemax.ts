import { checkInteger } from '@gradus/kernel'
import { sparsemax as sparsemaxOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'
import type { SoftmaxOptions } from './softmax.ts'

/**
 * The nearest point with positive coordinates that add up to 1, along an axis, the last unless stated: a softmax with zeros, as a layer.
 *
 * Throws: GradusError 'range' for an axis that is no integer.
 */
export function sparsemax(options: SoftmaxOptions = {}): Layer<SameShape> {
  const name = checkLayerOptions('sparsemax', options, ['axis'])
  const { axis = -1 } = options
  checkInteger('sparsemax', 'axis', axis)
  return shapePreserving('sparsemax', (x) => sparsemaxOf(x, axis), name)
}
