import { checkChoice, checkShape, createArray, describe, elementCount, GradusError, type Shape } from '@gradus/kernel'
import { type Parameter, tensor } from '@gradus/tensor'
import type { Initializer } from './initializers/initializer.ts'
import type { BuildContext } from './layer.ts'

/**
 * A trainable parameter with values from an initializer: what a layer calls in `build`.
 *
 * @example
 * const { tensor } = createParameter([4], initializers.ones(), { dtype: 'float32', random: randomGenerator(0) })
 * tensor.toArray() // [1, 1, 1, 1]
 */
export function createParameter(shape: Shape, initializer: Initializer, context: Pick<BuildContext, 'dtype' | 'random'>): Parameter {
  checkShape('createParameter', shape)
  checkInitializer('createParameter', 'initializer', initializer)
  const { dtype, random } = context ?? {}
  checkChoice('createParameter', 'dtype', dtype, ['float32', 'float64'])
  if (typeof random?.next !== 'function')
    throw new GradusError('type', `createParameter: random must be a generator, such as randomGenerator(0), got ${describe(random)}`)
  const values = createArray(dtype, elementCount(shape))
  initializer(values, shape, random)
  return { tensor: tensor(values, { shape, requiresGradient: true }) as Parameter['tensor'], trainable: true }
}

/** Throws 'type' unless `value` can initialize a parameter. */
export function checkInitializer(layer: string, argument: string, value: unknown): asserts value is Initializer {
  if (typeof value === 'function' && value.length > 0) return
  const hint = typeof value === 'function' ? `; call it: ${argument}: ${value.name || 'initializer'}()` : ''
  throw new GradusError('type', `${layer}: ${argument} must be an initializer such as glorotUniform(), got ${describe(value)}${hint}`)
}
