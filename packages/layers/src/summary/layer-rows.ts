import { describe, GradusError } from '@gradus/kernel'
import type { Tensor } from '@gradus/tensor'
import type { Sequential } from '../sequential/sequential.ts'

/** One line of a summary: strings and numbers, ready for any table. */
export interface LayerRow {
  /** `dense_1`. */
  readonly name: string
  /** `dense`. */
  readonly kind: string
  /** An activation, a rate; empty when there is nothing to tell. */
  readonly detail: string
  /** With the batch axis, as Keras writes it: `(None, 10)`. */
  readonly outputShape: string
  /** How many numbers the layer's parameters hold; 0 where an earlier row has counted them. */
  readonly parameters: number
}

/**
 * What a summary says of each layer, in order.
 *
 * @example
 * layerRows(sequential([input([2]), dense(10)])) // [{ name: 'dense', kind: 'dense', detail: 'linear', outputShape: '(None, 10)', parameters: 30 }]
 */
export function layerRows(model: Pick<Sequential, 'layers'>): LayerRow[] {
  checkModel('layerRows', model)
  const counted = new Set<Tensor>()
  return model.layers.map(({ name, layer, outputShape }) => {
    let parameters = 0
    for (const { tensor } of layer.parameters?.().values() ?? []) {
      if (counted.has(tensor)) continue
      counted.add(tensor)
      parameters += tensor.size
    }
    return { name, kind: layer.kind, detail: layer.detail ?? '', outputShape: `(${['None', ...outputShape].join(', ')})`, parameters }
  })
}

/** Throws 'type' unless a value has the layers that a summary tells of. */
export function checkModel(operation: string, model: Pick<Sequential, 'layers'>): void {
  if (!Array.isArray(model?.layers))
    throw new GradusError('type', `${operation}: expected a model made by sequential, got ${describe(model)}`)
}
