import { describe, GradusError } from '@gradus/kernel'
import type { NamedParameters, Parameter } from '@gradus/tensor'
import type { Layer } from './layer.ts'

/** What can be frozen: a model, a layer that is built, or parameters by name. */
export type Freezable = Pick<Layer, 'parameters'> | NamedParameters

/** Which parameters: a function of the name that they have in what is frozen, such as `encoder.dense.kernel`. */
export type NamePredicate = (name: string) => boolean

/**
 * Makes parameters keep their values in training, all or those whose name passes; gives their names. Where they are shared, they are
 * frozen for all.
 *
 * A layer with frozen running statistics computes with them while training too, as in Keras: batch normalization then does not look at the batch.
 * Throws: GradusError 'state' where there are no parameters, or one cannot be changed; 'range' where no name passes. Then nothing has changed.
 *
 * @example
 * const model = sequential([input([2]), dense(3, { name: 'encoder' }), dense(1)])
 * freeze(model, (name) => name.startsWith('encoder.')) // ['encoder.kernel', 'encoder.bias']
 * countParameters(model.parameters()).trainable // 4
 */
export function freeze(target: Freezable, predicate?: NamePredicate): string[] {
  return change('freeze', target, predicate, false)
}

/**
 * Undoes {@link freeze}: parameters that have a gradient are trained again, and running statistics are updated by their layer again; those
 * never become trainable.
 *
 * Throws: as freeze.
 *
 * @example
 * const model = sequential([input([2]), dense(1, { trainable: false })])
 * unfreeze(model) // ['dense.kernel', 'dense.bias']
 */
export function unfreeze(target: Freezable, predicate?: NamePredicate): string[] {
  return change('unfreeze', target, predicate, true)
}

function change(operation: string, target: Freezable, predicate: NamePredicate | undefined, trains: boolean): string[] {
  const chosen = choose(operation, parametersOf(operation, target), predicate)
  for (const [name, parameter] of chosen) checkChangeable(operation, name, parameter)
  for (const [, parameter] of chosen) {
    const own = parameter as { -readonly [Key in keyof Parameter]: Parameter[Key] }
    if (own.statistic !== undefined) own.statistic = trains ? 'updated' : 'frozen'
    // Strangers' running statistics may be unmarked.
    else own.trainable = trains && own.tensor.requiresGradient
  }
  return chosen.map(([name]) => name)
}

function parametersOf(operation: string, target: Freezable): NamedParameters {
  const own: unknown = target instanceof Map ? target : (target as Partial<Layer> | null | undefined)?.parameters
  const parameters: unknown = typeof own === 'function' ? own.call(target) : own
  if (!(parameters instanceof Map)) {
    const kind = (target as Partial<Layer> | null | undefined)?.kind
    throw typeof kind === 'string'
      ? noParameters(operation, kind)
      : new GradusError('type', `${operation}: expected a model, a layer or its parameters(), got ${describe(target)}`)
  }
  if (parameters.size === 0) throw noParameters(operation, (target as Partial<Layer>).kind ?? 'the map')
  return parameters
}

function noParameters(operation: string, kind: string): GradusError {
  return new GradusError('state', `${operation}: ${kind} has no parameters; a layer gets them when it becomes part of a model`)
}

function choose(operation: string, parameters: NamedParameters, predicate: NamePredicate | undefined): [string, Parameter][] {
  if (predicate === undefined) return [...parameters]
  if (typeof predicate !== 'function')
    throw new GradusError('type', `${operation}: the second argument must be a function of a name, got ${describe(predicate)}`)
  const chosen = [...parameters].filter(([name]) => {
    const passes: unknown = predicate(name)
    if (typeof passes !== 'boolean')
      throw new GradusError('type', `${operation}: the function of a name must give true or false, gave ${describe(passes)} for "${name}"`)
    return passes
  })
  if (chosen.length === 0)
    throw new GradusError('range', `${operation}: no name passes; the parameters are ${[...parameters.keys()].join(', ')}`)
  return chosen
}

function checkChangeable(operation: string, name: string, parameter: Parameter): void {
  const key = parameter?.statistic === undefined ? 'trainable' : 'statistic'
  if (typeof parameter?.tensor?.requiresGradient !== 'boolean' || typeof parameter.trainable !== 'boolean')
    throw new GradusError('type', `${operation}: ${name} must be a parameter { tensor, trainable }, got ${describe(parameter)}`)
  if (Object.getOwnPropertyDescriptor(parameter, key)?.writable !== true)
    throw new GradusError('state', `${operation}: ${key} of ${name} cannot be changed; its layer made it so`)
}
