import type { ArrayData, Batch } from '@gradus/datasets'
import { elementCount, GradusError, shapeText } from '@gradus/kernel'
import { cast, type Tensor, tensor } from '@gradus/tensor'
import { checkFinite, type DataNeeds } from './data.ts'

/** A batch as tensors of the model's dtypes. */
export interface TensorBatch {
  readonly x: Tensor
  readonly y: Tensor
  readonly size: number
}

// Datasets give the same object for the same batch in the samples' own order.
const converted = new WeakMap<Batch, TensorBatch>()

/** The tensors of a batch; checked for NaN when the dataset could not be looked at before. */
export function tensorBatch(operation: string, batch: Batch, { model, loss }: DataNeeds, check: boolean): TensorBatch {
  const known = converted.get(batch)
  if (known !== undefined && known.x.dtype === model.inputDType) return known
  if (check) {
    checkFinite(operation, 'x', batch.inputs)
    checkFinite(operation, 'y', batch.targets)
  }
  const tensors = {
    x: cast(toTensor(batch.inputs), model.inputDType),
    y: targetTensor(batch.targets, { model, loss }),
    size: batch.size,
  }
  converted.set(batch, tensors)
  return tensors
}

/** Targets as the loss compares them. */
export function targetTensor(targets: ArrayData, { model, loss }: DataNeeds): Tensor {
  const y = toTensor(targets)
  return loss.target === 'classIndex' ? y : cast(y, model.dtype)
}

function toTensor({ data, shape, dtype }: ArrayData): Tensor {
  const { length } = data
  const elements = elementCount(shape)
  if (length !== elements) throw new GradusError('shape', `fit: a batch has ${length} values for shape ${shapeText(shape)}`)
  // A bool lies in bytes, which tensor() reads as small integers.
  return tensor(data, { shape, dtype }) as Tensor
}
