import { describe, elementCount, GradusError, type Shape, shapeText } from '@gradus/kernel'
import { type Reshape, reshape as reshapeTensor } from '@gradus/tensor'
import { checkBatch, type SampleShape, type WithBatchOf } from '../batch.ts'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import type { InputOf, ShapeRule } from '../shape-rule.ts'

/**
 * The numbers of each sample under another shape; one dimension may be −1 and is worked out.
 *
 * Shape: [batch, …] → [batch, …target]
 * Throws: GradusError 'shape' for a target that is none; when the model is built, for one that the sample does not fill.
 *
 * @example
 * reshape([2, -1]).outputShapeFor([8]) // [2, 4]
 */
export function reshape<const Target extends Shape>(target: Target, options: LayerOptions = {}): Layer<ReshapeRule<Target>> {
  checkTarget(target)
  return {
    kind: 'reshape',
    name: checkLayerOptions('reshape', options),
    outputShapeFor: (inputShape) => resolve(target, inputShape),
    forward(x) {
      checkBatch('reshape', x)
      return reshapeTensor(x, [x.shape[0]!, ...resolve(target, x.shape.slice(1))])
    },
  }
}

/** [batch, …] → [batch, …target]. */
export interface ReshapeRule<Target extends Shape> extends ShapeRule {
  readonly output: WithBatchOf<InputOf<this>, Reshape<SampleShape<InputOf<this>>, Target>>
}

function checkTarget(target: unknown): asserts target is Shape {
  if (!Array.isArray(target)) throw new GradusError('type', `reshape: the target must be an array, got ${describe(target)}`)
  target.forEach((size: unknown, axis) => {
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < -1)
      throw new GradusError('shape', `reshape: dimension ${axis} is ${describe(size)}, expected an integer >= 0, or -1 once`)
  })
  if (target.filter((size) => size === -1).length > 1)
    throw new GradusError('shape', `reshape: only one dimension may be -1, got ${shapeText(target)}`)
}

/** The target with its −1 worked out for samples of a shape. */
function resolve(target: Shape, sample: Shape): Shape {
  const count = elementCount(sample)
  const known = elementCount(target.filter((size) => size !== -1))
  const open = target.includes(-1)
  if (open && known === 0) throw new GradusError('shape', `reshape: -1 in ${shapeText(target)} is ambiguous beside a size of 0`)
  if (open ? count % known !== 0 : count !== known)
    throw new GradusError('shape', `reshape: ${count} elements cannot fill ${shapeText(target)}`)
  return target.map((size) => (size === -1 ? count / known : size))
}
