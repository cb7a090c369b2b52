import type { ArrayData, Batch } from '@gradus/datasets'
import { elementCount, GradusError, type Shape, shapeText, type TypedArray } from '@gradus/kernel'
import { cast, type Tensor, tensor } from '@gradus/tensor'
import { checkFinite, type DataNeeds } from './data.ts'

/** A batch as tensors of the model's dtypes. */
export interface TensorBatch {
  readonly x: Tensor
  readonly y: Tensor
  /** How much each sample counts; undefined where all count the same. */
  readonly weights: Tensor | undefined
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
    if (check) this.check(operation, batch)
    const arrays = arraysOf(batch).map(toTensor)
    const tensors = { ...tensorsOf(arrays, this.needs), size: batch.size }
    this.known.set(batch, tensors)
    return tensors
  }

  /** Throws 'range' naming the first element that is not finite, 'shape' when there are not as many as the shape says. */
  check(operation: string, batch: Batch): void {
    for (const { data, shape } of arraysOf(batch)) checkLength(data, shape)
    checkFinite(operation, 'x', batch.inputs)
    checkFinite(operation, 'y', batch.targets)
    if (batch.weights !== undefined) checkWeights(operation, batch)
  }
}

/** A batch's arrays: inputs, targets, and the weights of its samples where it has some. */
export function arraysOf({ inputs, targets, weights }: Batch): readonly ArrayData[] {
  return weights === undefined ? [inputs, targets] : [inputs, targets, weights]
}

/** A batch's arrays as the model takes and the loss compares them. */
export function tensorsOf([inputs, targets, weights]: readonly Tensor[], { model, loss }: DataNeeds): Omit<TensorBatch, 'size'> {
  return {
    x: cast(inputs!, model.inputDType) as Tensor,
    y: asTargets(targets!, { model, loss }),
    weights: weights && (cast(weights, model.dtype) as Tensor),
  }
}

/** Targets as the loss compares them. */
export function targetTensor(targets: ArrayData, needs: DataNeeds): Tensor {
  return asTargets(toTensor(targets), needs)
}

function asTargets(targets: Tensor, { model, loss }: DataNeeds): Tensor {
  return loss.target === 'classIndex' ? targets : (cast(targets, model.dtype) as Tensor)
}

function toTensor({ data, shape, dtype }: ArrayData): Tensor {
  checkLength(data, shape)
  // A bool lies in bytes, which tensor() reads as small integers.
  return tensor(data, { shape, dtype }) as Tensor
}

function checkWeights(operation: string, { weights, size }: Batch): void {
  const { data } = weights!
  if (data.length !== size) throw new GradusError('shape', `${operation}: a batch of ${size} samples has ${data.length} weights`)
  for (let i = 0; i < size; i++) {
    if (!(data[i]! >= 0 && data[i]! < Number.POSITIVE_INFINITY))
      throw new GradusError('range', `${operation}: the weight of sample ${i} of a batch is ${data[i]}, expected a finite number >= 0`)
  }
}

function checkLength({ length }: TypedArray, shape: Shape): void {
  if (length !== elementCount(shape)) throw new GradusError('shape', `fit: a batch has ${length} values for shape ${shapeText(shape)}`)
}
