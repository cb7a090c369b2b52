import type { Tensor } from './tensor.ts'

/** A tensor that a model owns, and what training does to it. */
export interface Parameter {
  /** Its values; a step assigns the next ones. */
  readonly tensor: Tensor
  /** Whether optimizers change it. */
  readonly trainable: boolean
  /**
   * Set where it is a running statistic, which is never trainable: its layer gives it new values in steps that train while this is
   * `'updated'`, and leaves it alone while it is `'frozen'`.
   */
  readonly statistic?: 'updated' | 'frozen' | undefined
  /** What is added to the loss for its size while it is trainable. */
  readonly regularizer?: Regularizer | undefined
}

/** A penalty for a parameter, by tensor operations: a tensor of one number, of the parameter's dtype. */
export type Regularizer = (parameter: Tensor) => Tensor

/** The one currency between models, optimizers, trainer and files: parameters by name (`dense_1.kernel`), in order. */
export type NamedParameters = ReadonlyMap<string, Parameter>
