import type { DType, Shape } from '@gradus/kernel'
import type { Check, Fits, NamedParameters, Result, Tensor } from '@gradus/tensor'
import type { ExpectBatch, SampleShape, WithBatchOf } from './batch.ts'
import type { FloatDType, ForwardContext, Layer } from './layer.ts'
import type { FromTo } from './shape-rule.ts'

/**
 * A layer that is built and knows its shapes: what can be trained, saved and asked for predictions.
 *
 * `In` and `Out` are the shapes of batches: `Model<readonly [number, 2], readonly [number, 1]>`.
 */
export interface Model<In extends Shape = Shape, Out extends Shape = Shape> extends Layer<FromTo<In, Out>> {
  /** The shape of one input, without the batch axis: `[2]`. */
  readonly inputShape: SampleShape<In>
  /** The shape of one output, without the batch axis: `[1]`. */
  readonly outputShape: SampleShape<Out>
  /** The dtype of inputs; that of the parameters unless the model takes integers. */
  readonly inputDType: DType
  /** The dtype of parameters and outputs. */
  readonly dtype: FloatDType
  /**
   * The output for a batch of inputs; predicting unless the context says that it trains.
   *
   * Throws: GradusError 'shape' or 'type' when the input does not fit, naming the layer.
   */
  forward<S extends Shape>(x: Check<Tensor<S>, ModelOutput<In, Out, S>>, context?: ForwardContext): Tensor<Result<ModelOutput<In, Out, S>>>
  /** All parameters by name, in the order of the layers; a shared one appears once. */
  parameters(): NamedParameters
}

/** The outcome of a model's forward pass for a batch of this shape: `Fits<shape>`, or a sentence. */
export type ModelOutput<In extends Shape, Out extends Shape, Batch extends Shape> = ExpectBatch<
  Batch,
  In,
  'model',
  WithBatchOf<Batch, Fits<SampleShape<Out>>>
>
