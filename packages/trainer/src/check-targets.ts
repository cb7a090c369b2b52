import type { Dataset } from '@gradus/datasets'
import { elementCount, GradusError } from '@gradus/kernel'
import { full, noGradient, type Tensor } from '@gradus/tensor'
import { type DataNeeds, isArrayDataset } from './data.ts'
import { targetTensor } from './tensor-batch.ts'

/** The most elements of predictions at a time: a whole training set of classes, not one of pictures. */
const elementsAtOnce = 4194304

/**
 * Lets the loss refuse targets (a class that does not exist, −1 for 0) before training changes anything, and by their place in the data
 * rather than in a shuffled batch. The predictions are 0.5, which is a probability, a logit and a value.
 */
export function checkTargets(operation: string, data: Dataset, { model, loss }: DataNeeds): void {
  if (!isArrayDataset(data)) return
  const rows = Math.max(1, Math.floor(elementsAtOnce / elementCount(model.outputShape)))
  for (let start = 0; start < data.size; start += rows) {
    const part = data.slice(start, Math.min(start + rows, data.size))
    const y = targetTensor(part.targets, { model, loss })
    const prediction = full([part.size, ...model.outputShape], 0.5, { dtype: model.dtype }) as Tensor
    try {
      noGradient(() => loss.perSample(prediction, y))
    } catch (error) {
      if (!(error instanceof GradusError)) throw error
      const place = start === 0 ? '' : ` (counted from sample ${start})`
      throw new GradusError(error.code, `${operation}: ${error.message}${place}`, { cause: error })
    }
  }
}
