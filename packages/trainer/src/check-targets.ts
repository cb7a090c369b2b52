import type { Dataset } from '@gradus/datasets'
import { elementCount, GradusError } from '@gradus/kernel'
import { checkInput, full, noGradient, type Recording, record, type Tensor } from '@gradus/tensor'
import { type DataNeeds, isArrayDataset } from './data.ts'
import { targetTensor } from './tensor-batch.ts'

/** The most elements of predictions at a time: a whole training set of classes, not one of pictures. */
const elementsAtOnce = 4194304

/**
 * Lets the loss refuse targets (a class that does not exist, −1 for 0) before training changes anything, and by their place in the data
 * rather than in a shuffled batch. Where that takes predictions, they are 0.5, which is a probability, a logit and a value.
 */
export function checkTargets(operation: string, data: Dataset, { model, loss }: DataNeeds): void {
  if (!isArrayDataset(data)) return
  const rows = Math.max(1, Math.floor(elementsAtOnce / elementCount(model.outputShape)))
  for (let start = 0; start < data.size; start += rows) {
    const part = data.slice(start, Math.min(start + rows, data.size))
    const y = targetTensor(part.targets, { model, loss })
    try {
      if (!checkedAlone({ model, loss }, part.size, y)) {
        noGradient(() => loss.perSample(full([part.size, ...model.outputShape], 0.5, { dtype: model.dtype }) as Tensor, y))
      }
    } catch (error) {
      if (!(error instanceof GradusError)) throw error
      const place = start === 0 ? '' : ` (counted from sample ${start})`
      throw new GradusError(error.code, `${operation}: ${error.message}${place}`, { cause: error })
    }
  }
}

/** Checks targets without any prediction, as the recorded loss does; false where the loss cannot be recorded, or checks more than that. */
function checkedAlone(needs: DataNeeds, samples: number, y: Tensor): boolean {
  const key = `${samples} ${needs.model.outputShape} ${needs.model.dtype} ${y.shape} ${y.dtype}`
  let known = recordings.get(needs.loss)
  if (known?.key !== key) {
    known = { key, recording: recordingOf(needs, samples, y) }
    recordings.set(needs.loss, known)
  }
  return known.recording !== undefined && checkInput(known.recording, 1, y)
}

/** The latest of each loss: `fit` is called again and again with the same data. */
const recordings = /* @__PURE__ */ new WeakMap<object, { readonly key: string; readonly recording: Recording | undefined }>()

function recordingOf({ model, loss }: DataNeeds, samples: number, y: Tensor): Recording | undefined {
  try {
    const prediction = { shape: [samples, ...model.outputShape], dtype: model.dtype }
    return record(([p, target]) => [noGradient(() => loss.perSample(p!, target!))], { inputs: [prediction, y] })
  } catch {
    // Whatever is wrong with it, the loss itself says so in better words.
    return undefined
  }
}
