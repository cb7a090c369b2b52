import { type ArrayData, createArray, elementCount, GradusError, type Shape, sameShape, shapeText } from '@gradus/kernel'
import type { Model } from '@gradus/layers'
import { Tensor, tensor } from '@gradus/tensor'
import { isDataset, named } from './data.ts'
import type { DataSource } from './data-types.ts'

/** Gives the outputs for one batch of inputs. */
export type PredictBatch = (inputs: ArrayData) => ArrayData

/**
 * The model's outputs for all inputs, computed batch by batch.
 *
 * The parts are copied by hand: `slice` and `concat` would bring their gradients into every application that has a trainer.
 */
export function* predictBatches(model: Model, inputs: DataSource, batchSize: number, predict: PredictBatch): Generator<void, Tensor> {
  const { data, shape, dtype } = toInputs(model, inputs)
  const samples = shape[0]!
  if (samples <= batchSize) return asTensor(predict({ data, shape, dtype }))
  const width = elementCount(model.inputShape)
  const outputWidth = elementCount(model.outputShape)
  let joined: ArrayData | undefined
  for (let start = 0; start < samples; start += batchSize) {
    if (start > 0) yield
    const end = Math.min(start + batchSize, samples)
    const part = predict({ data: data.subarray(start * width, end * width), shape: [end - start, ...model.inputShape], dtype })
    joined ??= { data: createArray(part.dtype, samples * outputWidth), shape: [samples, ...model.outputShape], dtype: part.dtype }
    joined.data.set(part.data, start * outputWidth)
  }
  return asTensor(joined!)
}

function asTensor({ data, shape, dtype }: ArrayData): Tensor {
  return tensor(data, { shape, dtype }) as Tensor
}

function toInputs(model: Model, inputs: DataSource): ArrayData {
  const x = read(inputs)
  const expected: Shape = model.inputShape
  if (x.rank === 0 || !sameShape(x.shape.slice(1), expected)) {
    const hint = sameShape(x.shape, expected) ? '; one sample is a batch too: put it into an array' : ''
    throw new GradusError('shape', `predict: x has shape ${shapeText(x.shape)}, the model expects [*,${expected.join(',')}]${hint}`)
  }
  const data = x.toTypedArray()
  const bad = data.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) throw new GradusError('range', `predict: element ${bad} of x is ${data[bad]}; the data must be finite`)
  return { data, shape: x.shape, dtype: x.dtype }
}

function read(inputs: DataSource): Tensor {
  if (inputs instanceof Tensor) return inputs
  if (isDataset(inputs)) throw new GradusError('type', 'predict: x is a dataset; pass its inputs, as in predict(data.inputs)')
  return named('predict: x', 'tensor', () =>
    typeof inputs === 'object' && inputs !== null && 'data' in inputs
      ? (tensor(inputs.data, { shape: inputs.shape }) as Tensor)
      : (tensor(inputs as never) as Tensor),
  )
}
