import { elementCount, GradusError, type RandomGenerator, type Shape, shapeText } from '@gradus/kernel'
import { checkGain, type GainOptions } from './gain.ts'
import type { Initializer } from './initializer.ts'

/**
 * A random matrix whose rows, or columns if they are fewer, are orthogonal and of length `gain`; each such matrix is equally likely.
 *
 * Shape: all axes but the last count as one.
 * Throws: GradusError 'shape', when it is used, for fewer than two axes.
 * Source: Saxe et al. 2014, Exact solutions to the nonlinear dynamics of learning; defined as Keras' `Orthogonal`.
 */
export function orthogonal(options: GainOptions = {}): Initializer {
  const gain = checkGain('orthogonal', options)
  return (values, shape, random) => {
    if (shape.length < 2) throw new GradusError('shape', `orthogonal: needs at least two axes, got shape ${shapeText(shape)}`)
    const [rows, columns] = asMatrix(shape)
    const count = Math.min(rows, columns)
    const vectors = orthonormalVectors(count, Math.max(rows, columns), random)
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        values[row * columns + column] = gain * (rows < columns ? vectors[row]![column]! : vectors[column]![row]!)
      }
    }
  }
}

function asMatrix(shape: Shape): [rows: number, columns: number] {
  return [elementCount(shape.slice(0, -1)), shape.at(-1)!]
}

/**
 * The Q of the QR decomposition whose R has a positive diagonal, of a normal matrix: that makes Q uniform over all of its kind.
 * Gram-Schmidt, each vector made orthogonal twice, which leaves only rounding errors.
 */
function orthonormalVectors(count: number, length: number, random: RandomGenerator): Float64Array[] {
  const vectors = normalColumns(count, length, random)
  for (let k = 0; k < count; k++) {
    const vector = vectors[k]!
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < k; j++) addScaled(vector, vectors[j]!, -dot(vector, vectors[j]!))
    }
    const norm = Math.sqrt(dot(vector, vector))
    for (let i = 0; i < length; i++) vector[i] = vector[i]! / norm
  }
  return vectors
}

/** The columns of a [length, count] matrix of normal numbers, drawn row by row. */
function normalColumns(count: number, length: number, random: RandomGenerator): Float64Array[] {
  const columns = Array.from({ length: count }, () => new Float64Array(length))
  for (let row = 0; row < length; row++) for (const column of columns) column[row] = random.normal()
  return columns
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

function addScaled(to: Float64Array, from: Float64Array, factor: number): void {
  for (let i = 0; i < to.length; i++) to[i] = to[i]! + factor * from[i]!
}
