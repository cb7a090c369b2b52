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

/** Makes tensors of batches as one model and its loss need them, and remembers them. */
export class BatchReader {
  // Datasets give the same object for the same batch in the samples' own order.
  private readonly known = new WeakMap<Batch, TensorBatch>()
  private readonly needs: DataNeeds

  constructor(needs: DataNeeds) {
    this.needs = needs
  }

  /** The tensors of a batch; checked for NaN when the dataset could not be looked at before. */
  read(operation: string, batch: Batch, check: boolean): TensorBatch {
    const known = this.known.get(batch)
    if (known !== undefined) return known
    if (check) {
      checkFinite(operation, 'x', batch.inputs)
      checkFinite(operation, 'y', batch.targets)
    }
    const x = cast(toTensor(batch.inputs), this.needs.model.inputDType)
    const tensors = { x, y: targetTensor(batch.targets, this.needs), size: batch.size }
    this.known.set(batch, tensors)
    return tensors
  }
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
