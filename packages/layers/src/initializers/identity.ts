import { GradusError, shapeText } from '@gradus/kernel'
import { checkGain, type GainOptions } from './gain.ts'
import type { Initializer } from './initializer.ts'

/**
 * A matrix with the gain on its diagonal and 0 elsewhere; it need not be square.
 *
 * Throws: GradusError 'shape', when it is used, for what is no matrix.
 */
export function identity(options: GainOptions = {}): Initializer {
  const gain = checkGain('identity', options)
  return (values, shape) => {
    if (shape.length !== 2) throw new GradusError('shape', `identity: needs a matrix, got shape ${shapeText(shape)}`)
    const [rows, columns] = shape as [number, number]
    values.fill(0)
    for (let i = 0; i < Math.min(rows, columns); i++) values[i * columns + i] = gain
  }
}
