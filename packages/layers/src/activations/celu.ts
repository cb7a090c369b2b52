import { checkNumber } from '@gradus/kernel'
import { type CeluOptions, celu as celuOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/**
 * x where x > 0, else alpha · (exp(x / alpha) − 1), element by element, as a layer.
 *
 * Throws: GradusError 'range' unless alpha is finite and above 0.
 */
export function celu(options: CeluOptions & LayerOptions = {}): Layer<SameShape> {
  const name = checkLayerOptions('celu', options, ['alpha'])
  const { alpha = 1 } = options
  checkNumber('celu', 'alpha', alpha, { above: 0 })
  return shapePreserving('celu', (x) => celuOf(x, { alpha }), name, `alpha ${alpha}`)
}
