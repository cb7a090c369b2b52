import { elementCount } from '@gradus/kernel'
import { type Fits, type Flatten, reshape } from '@gradus/tensor'
import { checkBatch, type SampleShape, type WithBatchOf } from '../batch.ts'
import type { Layer } from '../layer.ts'
import { checkLayerOptions, type LayerOptions } from '../layer-options.ts'
import type { InputOf, ShapeRule } from '../shape-rule.ts'

/**
 * Each sample as one axis.
 *
 * Shape: [batch, a, b, …] → [batch, a · b · …]
 *
 * @example
 * flatten().outputShapeFor([28, 28]) // [784]
 */
export function flatten(options: LayerOptions = {}): Layer<FlattenRule> {
  return {
    kind: 'flatten',
    name: checkLayerOptions('flatten', options),
    outputShapeFor: (inputShape) => [elementCount(inputShape)],
    forward(x) {
      checkBatch('flatten', x)
      return reshape(x, [x.shape[0]!, elementCount(x.shape.slice(1))])
    },
  }
}

/** [batch, a, b, …] → [batch, a · b · …]. */
export interface FlattenRule extends ShapeRule {
  readonly output: WithBatchOf<InputOf<this>, Fits<Flatten<SampleShape<InputOf<this>>>>>
}
