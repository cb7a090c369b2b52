import {
  checkBoolean,
  checkChoice,
  checkOptions,
  checkShape,
  createArray,
  describe,
  elementCount,
  GradusError,
  type Shape,
} from '@gradus/kernel'
import { type Parameter, type Regularizer, tensor } from '@gradus/tensor'
import type { Initializer } from './initializers/initializer.ts'
import type { BuildContext } from './layer.ts'

/** Options of {@link createParameter}. */
export interface ParameterOptions {
  /** Whether optimizers change it, until it is frozen or unfrozen; true unless stated. */
  readonly trainable?: boolean | undefined
  /** What is added to the loss for its size while it is trainable. */
  readonly regularizer?: Regularizer | undefined
  /** Whether it is a running statistic: never trainable, without gradients, given its values by the layer. `trainable: false` then means that it is frozen. */
  readonly statistic?: boolean | undefined
}

/**
 * A parameter with values from an initializer: what a layer calls in `build`.
 *
 * @example
 * const { tensor } = createParameter([4], initializers.ones(), { dtype: 'float32', random: randomGenerator(0) })
 * tensor.toArray() // [1, 1, 1, 1]
 */
export function createParameter(
  shape: Shape,
  initializer: Initializer,
  context: Pick<BuildContext, 'dtype' | 'random'>,
  options: ParameterOptions = {},
): Parameter {
  checkShape('createParameter', shape)
  checkInitializer('createParameter', 'initializer', initializer)
  const { dtype, random } = context ?? {}
  checkChoice('createParameter', 'dtype', dtype, ['float32', 'float64'])
  if (typeof random?.next !== 'function')
    throw new GradusError('type', `createParameter: random must be a generator, such as randomGenerator(0), got ${describe(random)}`)
  checkOptions('createParameter', options, ['trainable', 'regularizer', 'statistic'])
  const { trainable = true, regularizer, statistic = false } = options
  checkBoolean('createParameter', 'trainable', trainable)
  checkBoolean('createParameter', 'statistic', statistic)
  checkRegularizer('createParameter', 'regularizer', regularizer)
  const values = createArray(dtype, elementCount(shape))
  initializer(values, shape, random)
  // A frozen one may be unfrozen, and then it needs its gradient.
  const made = tensor(values, { shape, requiresGradient: !statistic }) as Parameter['tensor']
  if (statistic) return { tensor: made, trainable: false, statistic: trainable ? 'updated' : 'frozen' }
  return regularizer ? { tensor: made, trainable, regularizer } : { tensor: made, trainable }
}

/** Throws 'type' unless `value` can initialize a parameter. */
export function checkInitializer(layer: string, argument: string, value: unknown): asserts value is Initializer {
  checkCalled(layer, argument, value, 'an initializer such as glorotUniform()')
}

/** Throws 'type' unless `value` is undefined or can be the penalty of a parameter. */
export function checkRegularizer(layer: string, argument: string, value: unknown): asserts value is Regularizer | undefined {
  if (value !== undefined) checkCalled(layer, argument, value, 'a function of a tensor, such as regularizers.l2()')
}

/** Throws 'type' unless `value` is a function of something; the factory of one may lack its brackets. */
function checkCalled(layer: string, argument: string, value: unknown, expected: string): void {
  if (typeof value === 'function' && value.length > 0) return
  const hint = typeof value === 'function' ? `; call it: ${argument}: ${value.name || argument}()` : ''
  throw new GradusError('type', `${layer}: ${argument} must be ${expected}, got ${describe(value)}${hint}`)
}
