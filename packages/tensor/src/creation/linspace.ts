import { checkInteger, checkNumber, createArray, GradusError, isFloat, maxElements } from '@gradus/kernel'
import type { Tensor } from '../tensor.ts'
import { type CreationOptions, checkCreation, create } from './create.ts'

/**
 * `count` numbers from start to stop, both included, equally far apart.
 *
 * Shape: → [count]
 * Throws: GradusError 'type' for a dtype that is no float.
 *
 * @example
 * linspace(0, 1, 3).toArray() // [0, 0.5, 1]
 */
export function linspace<const N extends number>(
  start: number,
  stop: number,
  count: N,
  options: CreationOptions = {},
): Tensor<readonly [N]> {
  const dtype = checkCreation('linspace', options)
  if (!isFloat(dtype)) throw new GradusError('type', `linspace: dtype is ${dtype}, expected float32 or float64`)
  checkNumber('linspace', 'start', start)
  checkNumber('linspace', 'stop', stop)
  checkInteger('linspace', 'count', count, { min: 0, max: maxElements })
  const data = createArray(dtype, count)
  const step = (stop - start) / (count - 1)
  for (let i = 0; i < count; i++) data[i] = start + i * step
  if (count > 1) data[count - 1] = stop
  if (count === 1) data[0] = start
  return create(data, [count], dtype, options.requiresGradient) as Tensor<readonly [N]>
}
