import { checkBoolean, checkOptions, describe, GradusError } from '@gradus/kernel'
import { Tensor } from '@gradus/tensor'

/** What every layer of ours takes. */
export interface LayerOptions {
  /** The layer's name in models, instead of one counted from its kind; without dots, which separate a model's name from its layers'. */
  readonly name?: string
}

/** What every layer of ours with parameters of its own takes. */
export interface TrainableLayerOptions extends LayerOptions {
  /** Whether training changes the parameters; true unless stated. What is frozen so can be unfrozen: see `unfreeze`. */
  readonly trainable?: boolean
}

/** As {@link checkLayerOptions}, with the option `trainable`; gives both. */
export function checkTrainableLayerOptions(
  kind: string,
  options: TrainableLayerOptions,
  known: readonly string[],
): { readonly name: string | undefined; readonly trainable: boolean } {
  const name = checkLayerOptions(kind, options, [...known, 'trainable'])
  const { trainable = true } = options
  checkBoolean(kind, 'trainable', trainable)
  return { name, trainable }
}

/** Checks that the options are `name` and the known ones, and the name; gives the name. */
export function checkLayerOptions(kind: string, options: LayerOptions, known: readonly string[] = []): string | undefined {
  if (options instanceof Tensor) {
    throw new GradusError(
      'type',
      `${kind}: this is the layer, called with a tensor; as an activation pass the operation ${kind} of @gradus/tensor`,
    )
  }
  checkOptions(kind, options, [...known, 'name'])
  if (options.name !== undefined) checkName(kind, options.name)
  return options.name
}

/** Throws 'type' unless a name can be part of a parameter's name. */
export function checkName(kind: string, name: unknown): asserts name is string {
  if (typeof name !== 'string' || name === '' || name.includes('.')) {
    throw new GradusError('type', `${kind}: name must be a text without dots that is not empty, got ${describe(name)}`)
  }
}
