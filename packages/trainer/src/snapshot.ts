import type { BatchPosition } from '@gradus/datasets'
import {
  checkOptions,
  GradusError,
  type RandomGenerator,
  type RandomState,
  type Shape,
  sameShape,
  shapeText,
  type TypedArray,
} from '@gradus/kernel'
import type { OptimizerState } from '@gradus/optimizers'
import { type NamedParameters, type Tensor, tensor } from '@gradus/tensor'

/** The elements and the shape of a tensor, a copy. */
export interface TensorSnapshot {
  readonly data: TypedArray
  readonly shape: Shape
}

/** Everything that evolves while training, as plain data that can be cloned and kept: put back, training goes on as if nothing had happened. */
export interface TrainerSnapshot {
  readonly version: 1
  readonly parameters: Readonly<Record<string, TensorSnapshot>>
  readonly optimizer: {
    readonly name: string
    readonly step: number
    readonly slots: Readonly<Record<string, Readonly<Record<string, TensorSnapshot>>>>
  }
  /** The generator that shuffles. */
  readonly random: RandomState
  /** Epochs that are over. */
  readonly epoch: number
  /** Where in the data training was; null when it stood between two epochs. */
  readonly position: BatchPosition | null
}

/** What a snapshot is taken of and put back into. */
export interface Evolving {
  readonly optimizerName: string
  readonly parameters: NamedParameters
  readonly state: OptimizerState
  readonly random: RandomGenerator
}

/** Copies parameters, optimizer state and generator. */
export function takeSnapshot(
  { optimizerName, parameters, state, random }: Evolving,
  epoch: number,
  position: BatchPosition | null,
): TrainerSnapshot {
  const slots = [...state.slots].map(([name, tensors]) => [name, mapValues(tensors, copyOf)] as const)
  return {
    version: 1,
    parameters: Object.fromEntries([...parameters].map(([name, parameter]) => [name, copyOf(parameter.tensor)])),
    optimizer: { name: optimizerName, step: state.step, slots: Object.fromEntries(slots) },
    random: random.snapshot(),
    epoch,
    position,
  }
}

/** Puts a snapshot back. Throws 'state' listing all differences when it is of another model or optimizer, and then changes nothing. */
export function putBack({ optimizerName, parameters, state, random }: Evolving, snapshot: TrainerSnapshot): void {
  checkOptions('restore', snapshot, ['version', 'parameters', 'optimizer', 'random', 'epoch', 'position'])
  if (snapshot?.version !== 1)
    throw new GradusError('state', `restore: the snapshot has version ${snapshot?.version}, this reads version 1`)
  const differences: string[] = []
  const pairs: [Tensor, TensorSnapshot][] = []
  const pair = (name: string, target: Tensor | undefined, source: TensorSnapshot | undefined): void => {
    if (target === undefined) differences.push(`${name} is only in the snapshot`)
    else if (source === undefined) differences.push(`${name} is not in the snapshot`)
    else if (!sameShape(target.shape, source.shape))
      differences.push(`${name} is ${shapeText(target.shape)}, in the snapshot ${shapeText(source.shape)}`)
    else pairs.push([target, source])
  }
  for (const name of namesOf(parameters, snapshot.parameters)) pair(name, parameters.get(name)?.tensor, own(snapshot.parameters, name))
  if (snapshot.optimizer.name !== optimizerName)
    differences.push(`the optimizer is ${optimizerName}, in the snapshot ${snapshot.optimizer.name}`)
  else {
    for (const name of namesOf(state.slots, snapshot.optimizer.slots)) {
      const target = state.slots.get(name) ?? {}
      const source = own(snapshot.optimizer.slots, name) ?? {}
      for (const slot of new Set([...Object.keys(target), ...Object.keys(source)]))
        pair(`${name}'s ${slot}`, target[slot], own(source, slot))
    }
  }
  if (differences.length > 0) throw new GradusError('state', `restore: the snapshot does not fit: ${differences.join('; ')}`)
  random.restore(snapshot.random)
  for (const [target, { data, shape }] of pairs) target.assign(tensor(data, { shape, dtype: target.dtype }))
  state.step = snapshot.optimizer.step
}

function copyOf(value: Tensor): TensorSnapshot {
  return { data: value.toTypedArray(), shape: value.shape }
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}

function namesOf(map: ReadonlyMap<string, unknown>, record: Readonly<Record<string, unknown>>): Set<string> {
  return new Set([...map.keys(), ...Object.keys(record)])
}

/** A property of the object itself: a parameter may be called `constructor`. */
function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
