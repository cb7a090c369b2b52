import { checkInteger, checkOptions, GradusError, shapeText } from '@gradus/kernel'
import {
  arange,
  equal,
  gather,
  greater,
  isNaN,
  less,
  logicalAnd,
  logicalNot,
  logicalOr,
  max,
  sum,
  type Tensor,
  unsqueeze,
} from '@gradus/tensor'

/** Options of {@link topKCategoricalAccuracy} and {@link sparseTopKCategoricalAccuracy}. */
export interface TopKAccuracyOptions {
  /** Among how many of the largest scores the right class must be. Default 5. */
  readonly k?: number
}

/** Checks the options, and gives k. */
export function readK(name: string, options: TopKAccuracyOptions): number {
  checkOptions(name, options, ['k'])
  const { k = 5 } = options
  checkInteger(name, 'k', k, { min: 1 })
  return k
}

/** Throws 'range' when rows have fewer than k scores. */
export function checkScores(name: string, k: number, prediction: Tensor): void {
  const classes = prediction.shape.at(-1)!
  if (k > classes)
    throw new GradusError('range', `${name}: k is ${k}, but prediction ${shapeText(prediction.shape)} has ${classes} classes; use { k: … }`)
}

/** Whether fewer than k scores of a row come before that of the given class: larger ones, and of equals those to its left. */
export function amongTop(scores: Tensor, classes: Tensor, k: number): Tensor {
  const place = unsqueeze(classes, -1) as Tensor
  const score = gather(scores, place, -1)
  const toTheLeft = less(arange(0, scores.shape.at(-1)!, 1, { dtype: 'int32' }) as Tensor, place)
  const before = logicalOr(greater(scores, score), logicalAnd(equal(scores, score), toTheLeft)) as Tensor
  return logicalAnd(less(sum(before, -1), k), logicalNot(isNaN(max(scores, -1)))) as Tensor
}
