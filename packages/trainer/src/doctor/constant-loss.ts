import type { ArrayData } from '@gradus/kernel'
import * as scalar from '@gradus/kernel/scalar'
import type { SampleLoss } from '@gradus/losses'
import { noGradient, type Tensor, tensor } from '@gradus/tensor'
import { objectiveOf } from '../objective.ts'
import { targetTensor } from '../tensor-batch.ts'
import type { TrainingView } from '../training-view.ts'

/** Probabilities are at least this far from 0 and 1. */
const certainty = 1e-7

/**
 * The loss of the best constant answer, which knows how often each target occurs and nothing of the inputs: ln 2 for as many ones as zeros, the
 * entropy of K classes (ln K when they are even), the variance of values. Undefined where the loss cannot be asked that way.
 */
export function constantLoss({ loss, model }: TrainingView, targets: ArrayData): number | undefined {
  try {
    return noGradient(() => (loss.target === 'classIndex' ? ofClasses(loss, model, targets) : ofValues(loss, model, targets)))
  } catch {
    // A stranger's loss may want predictions of another kind.
    return undefined
  }
}

type Parts = Pick<TrainingView['model'], 'dtype' | 'inputDType' | 'inputShape' | 'outputShape'>

function ofClasses(loss: SampleLoss, model: Parts, { data }: ArrayData): number | undefined {
  const classes = model.outputShape.at(-1)!
  const counts = new Float64Array(classes)
  for (let i = 0; i < data.length; i++) if (data[i]! >= 0 && data[i]! < classes) counts[data[i]!]!++
  const present = Int32Array.from(counts.keys()).filter((k) => counts[k]! > 0)
  const indices = tensor(present) as Tensor
  const weights = loss.sampleWeights ? loss.sampleWeights(indices).toTypedArray() : new Float64Array(present.length).fill(1)
  const shares = new Float64Array(classes)
  let [total, all] = [0, 0]
  present.forEach((k, i) => {
    shares[k] = counts[k]! * weights[i]!
    total += shares[k]!
    all += counts[k]!
  })
  if (total === 0) return undefined
  const answer = answers(
    loss,
    shares.map((share) => share / total),
  )[0]!
  const losses = loss.perSample(rowsOf(answer, present.length, [classes], model.dtype), indices).toTypedArray()
  const divisor = loss.sampleWeights ? total : all
  let sum = 0
  for (let i = 0; i < losses.length; i++) sum += losses[i]! * counts[present[i]!]!
  return sum / divisor
}

function ofValues(loss: SampleLoss, model: Parts, targets: ArrayData): number {
  const { data, shape } = targets
  const width = data.length / shape[0]!
  const means = new Float64Array(width)
  for (let i = 0; i < data.length; i++) means[i % width]! += data[i]!
  const y = targetTensor(targets, { model, loss })
  const lossOf = (answer: Float64Array): number => {
    const prediction = rowsOf(answer, shape[0]!, model.outputShape, model.dtype)
    return objectiveOf(loss, new Map(), prediction, { y, weights: undefined }, 'mean').objective.item()
  }
  return answers(
    loss,
    means.map((total) => total / shape[0]!),
  )
    .map(lossOf)
    .reduce((least, each) => Math.min(least, each))
}

/** The constant answers that say how often each target occurs: for logits there are two, of which a loss takes one for what it means. */
function answers({ expects, target }: SampleLoss, means: Float64Array): readonly Float64Array[] {
  if (expects === 'values') return [means]
  const bounded = means.map((p) => Math.max(certainty, Math.min(1 - certainty, p)))
  if (expects === 'probabilities') return [bounded]
  const logarithms = bounded.map((p) => scalar.log(p))
  return target === 'classIndex' ? [logarithms] : [logarithms, bounded.map((p) => scalar.log(p) - scalar.log1p(-p))]
}

/** The same answer for every sample. */
function rowsOf(answer: Float64Array, rows: number, sample: readonly number[], dtype: Parts['dtype']): Tensor {
  const data = dtype === 'float64' ? new Float64Array(rows * answer.length) : new Float32Array(rows * answer.length)
  for (let i = 0; i < data.length; i++) data[i] = answer[i % answer.length]!
  return tensor(data, { shape: [rows, ...sample], dtype }) as Tensor
}
