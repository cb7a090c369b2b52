import { type ArrayData, type ArrayDataset, type ArraySource, type Dataset, dataset as datasetOf } from '@gradus/datasets'
import { describe, GradusError, type Shape, sameShape } from '@gradus/kernel'
import type { Model } from '@gradus/layers'
import type { SampleLoss } from '@gradus/losses'
import { Tensor } from '@gradus/tensor'

/** What a model and its loss need of the data. */
export interface DataNeeds {
  readonly model: Pick<Model, 'inputShape' | 'outputShape' | 'inputDType' | 'dtype'>
  readonly loss: Pick<SampleLoss, 'name' | 'target' | 'perSample'>
}

/** A dataset of what `fit` and `evaluate` were given, checked against model and loss: shapes, layout, no NaN. */
export function readData(operation: string, inputs: unknown, targets: unknown, needs: DataNeeds, weights?: ArraySource): Dataset {
  const data = isDataset(inputs) ? inputs : fromArrays(operation, inputs, targets, needs, weights)
  checkFits(operation, data, needs)
  if (isArrayDataset(data)) {
    checkFinite(operation, 'x', data.inputs)
    checkFinite(operation, 'y', data.targets)
  }
  return data
}

/** Whether a value has the shape of a dataset. */
export function isDataset(value: unknown): value is Dataset {
  return typeof value === 'object' && value !== null && typeof (value as Partial<Dataset>).batches === 'function'
}

/** Whether a dataset lies in memory, so that it can be looked at and split. */
export function isArrayDataset(data: Dataset): data is ArrayDataset {
  const { inputs, targets, split } = data as Partial<ArrayDataset>
  return inputs !== undefined && targets !== undefined && typeof split === 'function'
}

function fromArrays(
  operation: string,
  inputs: unknown,
  targets: unknown,
  { model, loss }: DataNeeds,
  weights: ArraySource | undefined,
): ArrayDataset {
  if (inputs === undefined || inputs === null || typeof inputs === 'function') {
    const hint = typeof inputs === 'function' ? '; call it for its data, as in xor()' : ''
    throw new GradusError('type', `${operation}: x must be arrays, a tensor or a dataset, got ${describe(inputs)}${hint}`)
  }
  if (targets === undefined || targets === null)
    throw new GradusError('type', `${operation}: y is missing; pass inputs and targets, or a dataset`)
  return named(operation, 'dataset', () =>
    datasetOf(arraySource(inputs), arraySource(targets), {
      dtype: model.inputDType,
      targetDType: loss.target === 'classIndex' ? 'int32' : model.dtype,
      // A list of numbers keeps all their digits where the model does.
      weights: Array.isArray(weights) && model.dtype === 'float64' ? Float64Array.from(weights) : weights && arraySource(weights),
      name: operation,
    }),
  )
}

/** The result of an action whose errors begin with the name of the caller's operation rather than with that of the function that it called. */
export function named<Result>(operation: string, called: string, action: () => Result): Result {
  try {
    return action()
  } catch (error) {
    if (!(error instanceof GradusError) || !error.message.startsWith(`${called}: `)) throw error
    throw new GradusError(error.code, `${operation}: ${error.message.slice(called.length + 2)}`, { cause: error })
  }
}

function arraySource(value: unknown): ArraySource {
  return value instanceof Tensor ? { data: value.toTypedArray(), shape: value.shape, dtype: value.dtype } : (value as ArraySource)
}

function checkFits(operation: string, data: Dataset, { model, loss }: DataNeeds): void {
  if (data.layout !== 'samplesFirst') {
    throw new GradusError(
      'shape',
      `${operation}: dataset ${describe(data.name)} has layout ${data.layout}, expected samplesFirst; use its samplesFirst()`,
    )
  }
  if (data.size === 0) throw new GradusError('range', `${operation}: dataset ${describe(data.name)} has no samples`)
  if (!sameShape(data.inputShape, model.inputShape)) {
    throw new GradusError(
      'shape',
      `${operation}: inputs have shape ${batchText(data.inputShape)}, the model expects ${batchText(model.inputShape)}`,
    )
  }
  const expected = loss.target === 'classIndex' ? model.outputShape.slice(0, -1) : model.outputShape
  if (!sameShape(data.targetShape, expected)) {
    const single = data.targetShape.length === 0 && sameShape(expected, [1]) ? '; write [[0], [1]] for [0, 1]' : ''
    throw new GradusError(
      'shape',
      `${operation}: targets have shape ${batchText(data.targetShape)}, ${loss.name} expects ${batchText(expected)} for a model that gives ${batchText(model.outputShape)}${single}`,
    )
  }
}

function batchText(sample: Shape): string {
  return `[${['*', ...sample].join(',')}]`
}

/** Throws 'range' naming the first element that is not finite. */
export function checkFinite(operation: string, argument: string, { data, shape }: ArrayData): void {
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!
    if (Number.isFinite(value)) continue
    const width = data.length / shape[0]!
    const sample = Math.floor(i / width)
    const place = width === 1 ? `[${sample}]` : `[${sample},${i - sample * width}]`
    throw new GradusError('range', `${operation}: ${argument}${place} is ${value}; the data must be finite`)
  }
}
