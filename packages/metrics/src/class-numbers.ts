import { checkInteger, checkNumber, GradusError, sameShape, shapeText } from '@gradus/kernel'
import {
  argMax,
  cast,
  checkRowIndices,
  checkRows,
  checkSame,
  greater,
  multiply,
  requireRange,
  reshape,
  sum,
  type Tensor,
} from '@gradus/tensor'
import { checkBinary, likePrediction, zeroOrOne } from './binary-target.ts'

/** How predictions and targets name classes. */
export interface ClassOptions {
  /** How many classes there are, from 2. Absent: each element is 0 or 1, told apart by the threshold. */
  readonly classes?: number
  /** Without `classes`: a prediction above it counts as 1. Default 0.5; 0 for logits. */
  readonly threshold?: number
}

/** The predicted and the true class of each sample, as int32 in one row. */
export interface ClassNumbers {
  readonly predicted: Tensor
  readonly actual: Tensor
}

/** How many classes there are, and how to read them. */
export interface ClassReader {
  readonly classes: number
  readonly read: (prediction: Tensor, target: Tensor) => ClassNumbers
}

/** Checks how classes are named, and gives their reader. */
export function classReader(name: string, { classes, threshold }: ClassOptions): ClassReader {
  if (classes === undefined) {
    const limit = threshold === undefined ? 0.5 : threshold
    checkNumber(name, 'threshold', limit)
    return { classes: 2, read: (prediction, target) => bySide(name, limit, prediction, target) }
  }
  checkInteger(name, 'classes', classes, { min: 2, max: 32768 })
  if (threshold !== undefined)
    throw new GradusError('state', `${name}: threshold is for predictions of 0 or 1; with classes the largest score counts`)
  return {
    classes,
    read: (prediction, target) =>
      prediction.dtype === 'int32' ? ofNumbers(name, classes, prediction, target) : ofScores(name, classes, prediction, target),
  }
}

/** The side of the threshold on which each element is. */
function bySide(name: string, threshold: number, prediction: Tensor, target: Tensor): ClassNumbers {
  checkBinary(name, prediction, target)
  return {
    predicted: flat(cast(greater(noNaN(name, prediction), threshold), 'int32') as Tensor),
    actual: flat(cast(requireRange(name, likePrediction(prediction, target), zeroOrOne), 'int32')),
  }
}

/** Class numbers as they are. */
function ofNumbers(name: string, classes: number, prediction: Tensor, target: Tensor): ClassNumbers {
  if (!sameShape(prediction.shape, target.shape) || prediction.rank === 0) {
    throw new GradusError(
      'shape',
      `${name}: class numbers, prediction ${shapeText(prediction.shape)} and target ${shapeText(target.shape)} must have the same shape, [batch, …]`,
    )
  }
  if (target.dtype !== 'int32') throw new GradusError('type', `${name}: target must be int32 as prediction, got ${target.dtype}; use cast`)
  return { predicted: flat(inRange(name, 'prediction', classes, prediction)), actual: flat(inRange(name, 'target', classes, target)) }
}

/** The place of the largest score, the first of equals; the target is a class number or one-hot. */
function ofScores(name: string, classes: number, prediction: Tensor, target: Tensor): ClassNumbers {
  checkRows(name, 'prediction', prediction)
  if (prediction.shape.at(-1) !== classes) {
    throw new GradusError(
      'shape',
      `${name}: prediction has shape ${shapeText(prediction.shape)}, expected [batch, …, ${classes}] for ${classes} classes`,
    )
  }
  const predicted = flat(argMax(noNaN(name, prediction), -1) as Tensor)
  if (target.rank !== prediction.rank) {
    checkRowIndices(name, 'prediction', prediction, 'target', target)
    return { predicted, actual: flat(inRange(name, 'target', classes, target)) }
  }
  const rows = likePrediction(prediction, target)
  checkSame(name, 'prediction', prediction, 'target', rows)
  return { predicted, actual: flat(placeOfOne(name, rows)) }
}

/** Where each one-hot row has its 1. */
function placeOfOne(name: string, rows: Tensor): Tensor {
  const hint = 'one-hot rows are zeros and a single 1'
  const hot = requireRange(name, rows, { min: 0, max: 1, integer: true, label: 'target', hint })
  const ones = requireRange(name, sum(cast(hot, 'int32'), -1) as Tensor, { min: 1, max: 1, label: 'the number of ones in target', hint })
  // The factor is 1: a step that is compiled makes only the checks that something follows from.
  return multiply(argMax(hot, -1) as Tensor, ones) as Tensor
}

function noNaN(name: string, prediction: Tensor): Tensor {
  return requireRange(name, prediction, { min: -Infinity, max: Infinity, label: 'prediction', hint: 'NaN belongs to no class' })
}

function inRange(name: string, label: string, classes: number, numbers: Tensor): Tensor {
  return requireRange(name, numbers, { label, min: 0, max: classes - 1, hint: 'classes count from 0' })
}

function flat(x: Tensor): Tensor {
  return reshape(x, [x.size]) as Tensor
}
