import { describe, GradusError, type Shape } from '@gradus/kernel'
import { inScope, Tensor } from '@gradus/tensor'
import { batchText, expectation, isBatchOf } from './batch.ts'
import type { ForwardContext, Layer } from './layer.ts'

/** A layer at its place in a model. */
export interface ModelLayer {
  /** Its name in the model: `dense_1`. */
  readonly name: string
  /** The layer itself. */
  readonly layer: Layer
  /** The shape of one input, without the batch axis. */
  readonly inputShape: Shape
  /** The shape of one output, without the batch axis. */
  readonly outputShape: Shape
}

/** Runs a layer of a model on what fits it, and checks what comes out; every error names the layer. */
export function runLayer(place: ModelLayer, x: Tensor, context: ForwardContext): Tensor {
  const { name, layer, outputShape } = place
  const y = atLayer(name, layer.kind, () => inScope(name, () => layer.forward(x, context)))
  if (!(y instanceof Tensor)) throw new GradusError('type', `layer "${name}" gave ${describe(y)}, expected a tensor`)
  if (y.shape[0] !== x.shape[0] || !isBatchOf(y.shape, outputShape)) {
    throw new GradusError('shape', `layer "${name}" gave [${y.shape}] for [${x.shape}], expected ${batchText(outputShape)} as it had said`)
  }
  return y
}

/** Throws 'shape' unless x is a batch of what a layer takes. */
export function checkLayerInput({ name, inputShape }: ModelLayer, x: Tensor): void {
  if (!isBatchOf(x.shape, inputShape)) throw new GradusError('shape', expectation(`layer "${name}"`, inputShape, x.shape))
}

/**
 * Runs what a layer does and adds its name to an error: `dense expects …` becomes `layer "dense_1" expects …`, in a model inside a model
 * `layer "encoder.dense_1" expects …`.
 */
export function atLayer<Value>(name: string, kind: string, run: () => Value): Value {
  try {
    return run()
  } catch (error) {
    if (!(error instanceof GradusError)) throw error
    throw new GradusError(error.code, withLayer(name, kind, error.message), { cause: error })
  }
}

function withLayer(name: string, kind: string, message: string): string {
  const inside = 'layer "'
  if (message.startsWith(inside)) return `${inside}${name}.${message.slice(inside.length)}`
  const own = message.startsWith(`${kind} `) || message.startsWith(`${kind}:`)
  return own ? `${inside}${name}"${message.slice(kind.length)}` : `${inside}${name}": ${message}`
}
