import { checkNumber } from '@gradus/kernel'
import { type LeakyReluOptions, leakyRelu as leakyReluOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/**
 * x where x > 0, else negativeSlope · x, element by element, as a layer.
 *
 * Throws: GradusError 'range' unless the slope is finite.
 */
export function leakyRelu(options: LeakyReluOptions & LayerOptions = {}): Layer<SameShape> {
  const name = checkLayerOptions('leakyRelu', options, ['negativeSlope'])
  const { negativeSlope = 0.01 } = options
  checkNumber('leakyRelu', 'negativeSlope', negativeSlope)
  return shapePreserving('leakyRelu', (x) => leakyReluOf(x, { negativeSlope }), name, `negativeSlope ${negativeSlope}`)
}
