import { checkNumber, describe, GradusError, shapeText } from '@gradus/kernel'
import { type Tensor, tensor } from '@gradus/tensor'

/**
 * Checks numbers that belong to the classes, one to each; gives a copy of them.
 *
 * Throws: GradusError 'type' for no list, 'range' for a number that is negative or not finite, or where all are 0.
 */
export function readClassWeights(name: string, argument: string, weights: unknown): readonly number[] {
  if (!Array.isArray(weights) || weights.length === 0)
    throw new GradusError('type', `${name}: ${argument} must be an array of one number for each class, got ${describe(weights)}`)
  const copy = Array.from(weights as readonly unknown[], (weight, i) => {
    checkNumber(name, `${argument}[${i}]`, weight, { min: 0 })
    return weight
  })
  if (copy.every((weight) => weight === 0))
    throw new GradusError('range', `${name}: ${argument} are all 0, expected at least one class that counts`)
  return copy
}

/** Numbers of the classes as a tensor, [classes], after a check that there is one for each class of `rows`. */
export function classTensor(name: string, argument: string, weights: readonly number[], rows: Tensor, rowsName: string): Tensor {
  const classes = rows.shape.at(-1)
  if (weights.length !== classes)
    throw new GradusError(
      'shape',
      `${name}: ${argument} has ${weights.length} numbers, expected ${classes}, one for each class of ${rowsName} ${shapeText(rows.shape)}`,
    )
  return tensor(Float64Array.from(weights), { dtype: rows.dtype })
}
