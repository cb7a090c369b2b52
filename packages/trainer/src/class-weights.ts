import type { ArrayData, Batch, Batches, BatchOptions, Dataset } from '@gradus/datasets'
import { checkNumber, createArray, describe, GradusError, shapeText } from '@gradus/kernel'
import type { DataNeeds } from './data.ts'

/**
 * The same data, whose samples count as much as their class does, times what they count by themselves.
 *
 * Throws: GradusError 'type' or 'range' unless there is a finite weight >= 0 for each class, one of them not 0; 'unsupported' where targets are no classes.
 */
export function withClassWeights(operation: string, data: Dataset, classWeights: readonly number[], { model, loss }: DataNeeds): Dataset {
  if (!Array.isArray(classWeights))
    throw new GradusError('type', `${operation}: classWeights must be an array of one number per class, got ${describe(classWeights)}`)
  classWeights.forEach((weight, i) => {
    checkNumber(operation, `classWeights[${i}]`, weight, { min: 0 })
  })
  const classOf = reader(operation, data, loss.target === 'classIndex')
  const last = model.outputShape.at(-1) ?? 1
  const classes = last === 1 ? 2 : last
  if (classWeights.length !== classes)
    throw new GradusError('range', `${operation}: classWeights has ${classWeights.length} numbers for ${classes} classes`)
  if (classWeights.every((weight) => weight === 0))
    throw new GradusError('range', `${operation}: classWeights are all 0, so that no sample would count`)
  const known = new WeakMap<Batch, Batch>()
  const { dtype } = model
  const weigh = (batch: Batch): Batch => {
    let weighed = known.get(batch)
    if (weighed === undefined) {
      weighed = { ...batch, weights: weightsOf(operation, batch, classWeights, classOf, dtype) }
      known.set(batch, weighed)
    }
    return weighed
  }
  return { ...describeData(data), batches: (options?: BatchOptions) => weighedBatches(data.batches(options), weigh) }
}

/** The class of sample number i of a batch's targets. */
type ClassOf = (targets: ArrayData, i: number) => number

function reader(operation: string, { targetShape }: Dataset, isIndex: boolean): ClassOf {
  if (targetShape.length === 0 || (targetShape.length === 1 && targetShape[0] === 1)) return ({ data }, i) => data[i]!
  if (!isIndex && targetShape.length === 1) {
    const width = targetShape[0]!
    return ({ data }, i) => data.subarray(i * width, (i + 1) * width).indexOf(1)
  }
  throw new GradusError(
    'unsupported',
    `${operation}: classWeights need one class per sample, targets have shape ${shapeText(targetShape)}; give sampleWeights, or classWeights to the loss`,
  )
}

function weightsOf(
  operation: string,
  { targets, weights, size }: Batch,
  classWeights: readonly number[],
  classOf: ClassOf,
  dtype: DataNeeds['model']['dtype'],
): ArrayData<readonly [number]> {
  const data = createArray(dtype, size)
  for (let i = 0; i < size; i++) {
    const weight = classWeights[classOf(targets, i)]
    if (weight === undefined)
      throw new GradusError('range', `${operation}: classWeights: the target of a sample is no class in 0 … ${classWeights.length - 1}`)
    data[i] = weight * (weights?.data[i] ?? 1)
  }
  return { data, shape: [size], dtype }
}

function describeData({ name, displayName, size, layout, inputShape, targetShape }: Dataset): Omit<Dataset, 'batches'> {
  return { name, displayName, size, layout, inputShape, targetShape }
}

function weighedBatches(batches: Batches, weigh: (batch: Batch) => Batch): ReturnType<Dataset['batches']> {
  const nextBatch = (): Batch | undefined => {
    const batch = batches.nextBatch()
    return batch && weigh(batch)
  }
  const weighed: Batches = {
    batchSize: batches.batchSize,
    batchesPerEpoch: batches.batchesPerEpoch,
    get epoch() {
      return batches.epoch
    },
    get batch() {
      return batches.batch
    },
    nextBatch,
    snapshot: () => batches.snapshot(),
    restore: (position) => batches.restore(position),
    *[Symbol.iterator]() {
      for (let batch = nextBatch(); batch !== undefined; batch = nextBatch()) yield batch
    },
  }
  return weighed as ReturnType<Dataset['batches']>
}
