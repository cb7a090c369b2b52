import { checkNumber, createArray, fits, GradusError, maxElements } from '@gradus/kernel'
import type { Tensor } from '../tensor.ts'
import { type CreationOptions, checkCreation, create } from './create.ts'

/**
 * The numbers start, start + step, start + 2·step … below stop (above it for a negative step).
 *
 * Shape: → [⌈(stop − start) / step⌉]. Element i is start + i·step: errors do not add up.
 * Throws: GradusError 'range' for a step of 0.
 *
 * @example
 * arange(0, 6, 2).toArray() // [0, 2, 4]
 */
export function arange(start: number, stop: number, step = 1, options: CreationOptions = {}): Tensor<readonly [number]> {
  const dtype = checkCreation('arange', options)
  checkNumber('arange', 'start', start)
  checkNumber('arange', 'stop', stop)
  checkNumber('arange', 'step', step)
  if (step === 0) throw new GradusError('range', 'arange: step must not be 0')
  const count = Math.max(0, Math.ceil((stop - start) / step))
  if (count > maxElements) throw new GradusError('range', `arange: ${count} elements are above the limit of ${maxElements}`)
  const data = createArray(dtype, count)
  for (let i = 0; i < count; i++) {
    const value = start + i * step
    if (!fits(value, dtype)) throw new GradusError('range', `arange: ${value} does not fit ${dtype}`)
    data[i] = value
  }
  return create(data, [count], dtype, options.requiresGradient) as Tensor<readonly [number]>
}
