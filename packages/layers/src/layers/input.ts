import { checkDType, checkOptions, checkShape, type DType, GradusError, type Shape } from '@gradus/kernel'

/** What a model takes: the shape of one sample, without the batch axis. */
export interface Input<S extends Shape = Shape> {
  readonly kind: 'input'
  /** The shape of one sample. */
  readonly shape: S
  /** The model's own dtype when undefined. */
  readonly dtype: DType | undefined
}

/** Options of {@link input}. */
export interface InputOptions {
  /** The dtype of the data where it is not that of the parameters: int32 for indices. */
  readonly dtype?: DType
}

/**
 * The beginning of a model: the shape of one sample.
 *
 * Throws: GradusError 'shape' for a dimension that is no integer >= 0, 'type' for what is no array.
 *
 * @example
 * sequential([input([2]), dense(1)]).inputShape // [2]
 */
export function input<const S extends Shape>(shape: S, options: InputOptions = {}): Input<Readonly<S>> {
  if (typeof shape === 'number') throw new GradusError('type', `input: shape must be an array, got ${shape}; write input([${shape}])`)
  checkShape('input', shape)
  checkOptions('input', options, ['dtype'])
  const { dtype } = options
  if (dtype !== undefined) checkDType('input', dtype)
  return { kind: 'input', shape: Object.freeze([...shape]) as Shape as S, dtype }
}

/** Whether a value was made by {@link input}. */
export function isInput(value: unknown): value is Input {
  const candidate = value as Partial<Input> | null | undefined
  return candidate?.kind === 'input' && Array.isArray(candidate.shape)
}
