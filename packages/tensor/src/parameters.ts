import type { Tensor } from './tensor.ts'

/** A tensor that a model owns, and whether training changes it; running statistics are parameters that it does not. */
export interface Parameter {
  readonly tensor: Tensor
  readonly trainable: boolean
}

/** The one currency between models, optimizers, trainer and files: parameters by name (`dense_1.kernel`), in order. */
export type NamedParameters = ReadonlyMap<string, Parameter>
