import type { BatchPosition } from '@gradus/datasets'
import {
  checkInteger,
  checkOptions,
  describe,
  GradusError,
  type RandomGenerator,
  type RandomState,
  type Shape,
  sameShape,
  shapeText,
  type TypedArray,
} from '@gradus/kernel'
import type { OptimizerState } from '@gradus/optimizers'
import { assignAll, type NamedParameters, type Tensor, tensor } from '@gradus/tensor'

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
  checkParts(snapshot)
  const differences: string[] = []
  const updates: [Tensor, Tensor][] = []
  const pair = (name: string, target: Tensor | undefined, source: TensorSnapshot | undefined): void => {
    const result = read(target, source)
    if (typeof result === 'string') differences.push(`${name} ${result}`)
    else updates.push([target!, result])
  }
  for (const name of namesOf(parameters, snapshot.parameters)) pair(name, parameters.get(name)?.tensor, own(snapshot.parameters, name))
  if (snapshot.optimizer.name !== optimizerName)
    differences.push(`the optimizer is ${optimizerName}, in the snapshot ${describe(snapshot.optimizer.name)}`)
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
  assignAll(updates, 'restore')
  state.step = snapshot.optimizer.step
}

/** Throws unless an object has the parts of a snapshot; whether they fit is for whoever puts them back. */
function checkParts(snapshot: TrainerSnapshot): void {
  if (typeof snapshot !== 'object' || snapshot === null)
    throw new GradusError('type', `restore: expected what snapshot() gave, got ${describe(snapshot)}`)
  checkOptions('restore', snapshot, ['version', 'parameters', 'optimizer', 'random', 'epoch', 'position'])
  if (snapshot.version !== 1)
    throw new GradusError('state', `restore: the snapshot has version ${describe(snapshot.version)}, this reads version 1`)
  const { parameters, optimizer, epoch, position } = snapshot
  const objects = { parameters, optimizer, "optimizer's slots": optimizer?.slots, ...(position !== null && { position }) }
  for (const [name, part] of Object.entries<unknown>(objects)) {
    if (typeof part !== 'object' || part === null)
      throw new GradusError('type', `restore: the snapshot's ${name} must be an object, got ${describe(part)}`)
  }
  checkInteger('restore', 'epoch', epoch, { min: 0 })
  checkInteger('restore', "the optimizer's step", optimizer.step, { min: 0 })
}

/** The value for `target` in a snapshot, or what is wrong with it. */
function read(target: Tensor | undefined, source: TensorSnapshot | undefined): Tensor | string {
  if (target === undefined) return 'is only in the snapshot'
  if (source === undefined) return 'is not in the snapshot'
  if (!Array.isArray(source?.shape) || !ArrayBuffer.isView(source.data))
    return `is ${describe(source)} in the snapshot, expected { data, shape }`
  if (!sameShape(target.shape, source.shape)) return `is ${shapeText(target.shape)}, in the snapshot ${shapeText(source.shape)}`
  try {
    return tensor(source.data, { shape: source.shape, dtype: target.dtype }) as Tensor
  } catch (error) {
    if (error instanceof GradusError) return `cannot be read (${error.message})`
    throw error
  }
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
