import { type ArrayData, describe, elementCount, GradusError, isFloat, sameShape, shapeText } from '@gradus/kernel'

/** Scores in row-major order, and whether the element at a place is of the class of its column. */
export interface Scores {
  readonly scores: ArrayLike<number>
  readonly isOf: (place: number, column: number) => boolean
}

/** What checks and reads a batch on the host: scores for 0 or 1, or rows of scores for classes. */
export function scoresReader(name: string, classes: number | undefined): (prediction: ArrayData, target: ArrayData) => Scores {
  return (prediction, target) => {
    checkArray(name, 'prediction', prediction)
    checkArray(name, 'target', target)
    if (!isFloat(prediction.dtype))
      throw new GradusError('type', `${name}: prediction is ${prediction.dtype}, expected float32 or float64; use cast`)
    const { shape, data } = prediction
    if (shape.length === 0) throw new GradusError('shape', `${name}: prediction is a scalar, expected [batch, …]`)
    const byNumber = classes !== undefined && target.shape.length === shape.length - 1
    if (classes !== undefined && (shape.length < 2 || shape.at(-1) !== classes)) {
      throw new GradusError(
        'shape',
        `${name}: prediction has shape ${shapeText(shape)}, expected [batch, …, ${classes}] for ${classes} classes`,
      )
    }
    checkTargetShape(name, byNumber ? shape.slice(0, -1) : shape, prediction, target)
    if (byNumber && target.dtype !== 'int32')
      throw new GradusError('type', `${name}: target must be int32, got ${target.dtype}; use cast(target, 'int32')`)
    checkTarget(name, target, byNumber ? classes - 1 : 1, byNumber ? 'classes count from 0' : 'targets are 0 and 1, not −1 and 1')
    if (classes !== undefined && !byNumber) checkOneHot(name, target, classes)
    checkNoNaN(name, data)
    const { data: labels } = target
    return {
      scores: data,
      isOf: byNumber ? (place, column) => labels[(place - column) / classes] === column : (place) => labels[place] === 1,
    }
  }
}

function checkArray(name: string, argument: string, array: unknown): asserts array is ArrayData {
  const { data, shape, dtype } = (array ?? {}) as Partial<ArrayData>
  if (ArrayBuffer.isView(data) && Array.isArray(shape) && typeof dtype === 'string') return
  throw new GradusError(
    'type',
    `${name}: ${argument} must be { data, shape, dtype }, got ${describe(array)}; for tensors use streaming(metric)`,
  )
}

function checkTargetShape(name: string, expected: readonly number[], { shape }: ArrayData, target: ArrayData): void {
  if (sameShape(target.shape, expected)) return
  const count = target.data.length
  const trap =
    target.shape.length < shape.length && shape.at(-1) === 1 && count > 1 ? `broadcasting would compare ${count * count} pairs, ` : ''
  const hint = count === elementCount(expected) ? `; ${trap}use target.reshape(${shapeText(expected)})` : ''
  throw new GradusError(
    'shape',
    `${name}: prediction ${shapeText(shape)} and target ${shapeText(target.shape)} must have the same shape${hint}`,
  )
}

function checkTarget(name: string, { data }: ArrayData, max: number, hint: string): void {
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!
    if (value >= 0 && value <= max && Number.isInteger(value)) continue
    throw new GradusError('range', `${name}: target[${i}] = ${value} is no integer in [0,${max}]; ${hint}`)
  }
}

function checkOneHot(name: string, { data }: ArrayData, classes: number): void {
  for (let start = 0; start < data.length; start += classes) {
    let ones = 0
    for (let column = 0; column < classes; column++) ones += data[start + column]!
    if (ones !== 1)
      throw new GradusError('range', `${name}: row ${start / classes} of target has ${ones} ones; one-hot rows are zeros and a single 1`)
  }
}

function checkNoNaN(name: string, data: ArrayLike<number>): void {
  for (let i = 0; i < data.length; i++)
    if (Number.isNaN(data[i])) throw new GradusError('range', `${name}: prediction[${i}] = NaN; NaN has no place in an order`)
}
