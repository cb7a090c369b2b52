import { checkNumber } from '@gradus/kernel'
import { type EluOptions, elu as eluOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/**
 * x where x > 0, else alpha · (eˣ − 1), element by element, as a layer.
 *
 * Throws: GradusError 'range' unless alpha is finite.
 */
export function elu(options: EluOptions & LayerOptions = {}): Layer<SameShape> {
  const name = checkLayerOptions('elu', options, ['alpha'])
  const { alpha = 1 } = options
  checkNumber('elu', 'alpha', alpha)
  return shapePreserving('elu', (x) => eluOf(x, { alpha }), name, `alpha ${alpha}`)
}
