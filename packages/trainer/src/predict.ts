import { createArray, type DType, elementCount, GradusError, type Shape, sameShape, shapeText, type TypedArray } from '@gradus/kernel'
import type { Model } from '@gradus/layers'
import { cast, noGradient, Tensor, tensor } from '@gradus/tensor'
import { isDataset, named } from './data.ts'
import type { DataSource } from './data-types.ts'

/**
 * The model's outputs for all inputs, computed batch by batch in evaluation mode.
 *
 * The parts are copied by hand: `slice` and `concat` would bring their gradients into every application that has a trainer.
 */
export function predictBatches(model: Model, inputs: DataSource, batchSize: number): Tensor {
  const x = toInputs(model, inputs)
  const samples = x.shape[0]!
  return noGradient(() => {
    if (samples <= batchSize) return model.forward(x)
    const data = x.toTypedArray()
    const [inputWidth, outputWidth] = [elementCount(model.inputShape), elementCount(model.outputShape)]
    let joined: { readonly outputs: TypedArray; readonly dtype: DType } | undefined
    for (let start = 0; start < samples; start += batchSize) {
      const end = Math.min(start + batchSize, samples)
      const shape = [end - start, ...model.inputShape]
      const y = model.forward(tensor(data.subarray(start * inputWidth, end * inputWidth), { shape, dtype: x.dtype }) as Tensor)
      joined ??= { outputs: createArray(y.dtype, samples * outputWidth), dtype: y.dtype }
      joined.outputs.set(y.toTypedArray(), start * outputWidth)
    }
    const { outputs, dtype } = joined!
    return tensor(outputs, { shape: [samples, ...model.outputShape], dtype }) as Tensor
  })
}

function toInputs(model: Model, inputs: DataSource): Tensor {
  const x = read(inputs)
  const expected: Shape = model.inputShape
  if (x.rank === 0 || !sameShape(x.shape.slice(1), expected)) {
    const hint = sameShape(x.shape, expected) ? '; one sample is a batch too: put it into an array' : ''
    throw new GradusError('shape', `predict: x has shape ${shapeText(x.shape)}, the model expects [*,${expected.join(',')}]${hint}`)
  }
  const data = x.toTypedArray()
  const bad = data.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) throw new GradusError('range', `predict: element ${bad} of x is ${data[bad]}; the data must be finite`)
  return cast(x, model.inputDType) as Tensor
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
