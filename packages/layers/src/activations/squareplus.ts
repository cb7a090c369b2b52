import { checkNumber } from '@gradus/kernel'
import { type SquareplusOptions, squareplus as squareplusOf } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import { shapePreserving } from '../layers/shape-preserving.ts'
import type { SameShape } from '../shape-rule.ts'

/**
 * ½(x + √(x² + b)): a softplus without exponentials, element by element, as a layer.
 *
 * Throws: GradusError 'range' unless b is finite and above 0.
 */
export function squareplus(options: SquareplusOptions & LayerOptions = {}): Layer<SameShape> {
  const name = checkLayerOptions('squareplus', options, ['b'])
  const { b = 4 } = options
  checkNumber('squareplus', 'b', b, { above: 0 })
  return shapePreserving('squareplus', (x) => squareplusOf(x, { b }), name, `b ${b}`)
}
