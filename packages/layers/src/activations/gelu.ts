import { checkChoice } from '@gradus/kernel'
import { type GeluOptions, gelu as geluOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/**
 * x · Φ(x), element by element, where Φ is the normal distribution function, as a layer.
 *
 * Throws: GradusError 'type' for an unknown approximation.
 */
export function gelu(options: GeluOptions & LayerOptions = {}): Layer<SameShape> {
  const name = checkLayerOptions('gelu', options, ['approximate'])
  const { approximate = 'none' } = options
  checkChoice('gelu', 'approximate', approximate, ['none', 'tanh'])
  return shapePreserving('gelu', (x) => geluOf(x, { approximate }), name, approximate === 'tanh' ? 'by tanh' : undefined)
}
