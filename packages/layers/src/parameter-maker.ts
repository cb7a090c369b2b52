import type { Shape } from '@gradus/kernel'
import type { Parameter, Regularizer } from '@gradus/tensor'
import { checkInitializer, checkRegularizer, createParameter } from './create-parameter.ts'
import type { Initializer } from './initializers/initializer.ts'
import type { BuildContext } from './layer.ts'

/** The options that a layer has for its parameter of this name: `kernelInitializer`, `kernelRegularizer`. */
export type PartOptions<Part extends string> = { readonly [Key in `${Part}Initializer`]?: Initializer } & {
  readonly [Key in `${Part}Regularizer`]?: Regularizer
}

/** Creates a parameter that a layer was asked for. */
export type ParameterMaker = (shape: Shape, context: BuildContext) => Parameter

/** The names of these options. */
export function partOptionNames(...parts: readonly string[]): string[] {
  return parts.flatMap((part) => [`${part}Initializer`, `${part}Regularizer`])
}

/** Checks the options of a parameter, which begins as `initial` unless stated, and gives what creates it. */
export function parameterMaker<Part extends string>(
  kind: string,
  part: Part,
  options: PartOptions<Part>,
  initial: Initializer,
  trainable: boolean,
): ParameterMaker {
  const { [`${part}Initializer`]: initializer = initial, [`${part}Regularizer`]: regularizer } = options as Record<string, unknown>
  checkInitializer(kind, `${part}Initializer`, initializer)
  checkRegularizer(kind, `${part}Regularizer`, regularizer)
  return (shape, context) => createParameter(shape, initializer, context, { trainable, regularizer })
}
