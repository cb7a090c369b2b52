import { checkInteger, GradusError, normalizeAxis, type Shape } from '@gradus/kernel'
import { glu as gluOf, type Halved, type Only, type OptionOf, type Tensor } from '@gradus/tensor'
import { batchText } from '../batch.ts'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import type { InputOf, ShapeRule } from '../shape-rule.ts'

/** Options of {@link glu}. */
export interface GluOptions extends LayerOptions {
  /** Of the batch, whose own axis 0 cannot be halved; −1 unless stated. */
  readonly axis?: number
}

/**
 * a · sigmoid(b), where a and b are the halves of x along an axis: a linear part and a gate for it, as a layer.
 *
 * Shape: [batch, …, 2n] → [batch, …, n]
 * Throws: GradusError 'range' for an axis that is no integer or 0; when the model is built, 'shape' where the axis is odd.
 *
 * @example
 * glu().outputShapeFor([5, 8]) // [5, 4]
 */
export function glu<const O extends GluOptions = object>(options?: Only<O, GluOptions>): Layer<GluRule<O>> {
  const given: GluOptions = options === undefined ? {} : options
  const name = checkLayerOptions('glu', given, ['axis'])
  const { axis = -1 } = given
  checkInteger('glu', 'axis', axis)
  if (axis === 0) throw new GradusError('range', 'glu: axis 0 is the batch; choose an axis of the samples')
  return {
    kind: 'glu',
    name,
    detail: `axis ${axis}`,
    outputShapeFor: (inputShape) => halve(inputShape, axis),
    forward: (x) => gluOf(x, axis) as Tensor,
  }
}

/** [batch, …, 2n] → [batch, …, n]. */
export interface GluRule<Options> extends ShapeRule {
  readonly output: OptionOf<Options, 'axis', -1> extends infer Axis extends number ? Halved<InputOf<this>, Axis, 'glu'> : never
}

function halve(inputShape: Shape, axis: number): Shape {
  const along = normalizeAxis('glu', axis, inputShape.length + 1) - 1
  if (along < 0) throw new GradusError('shape', `glu: axis ${axis} of ${batchText(inputShape)} is the batch`)
  const size = inputShape[along]!
  if (size % 2 !== 0)
    throw new GradusError('shape', `glu: axis ${along + 1} of shape ${batchText(inputShape)} does not divide into two halves`)
  return inputShape.with(along, size / 2)
}
