import type { BatchPosition } from '@gradus/datasets'
import {
  checkInteger,
  checkOptions,
  describe,
  GradusError,
  type RandomGenerator,
  type RandomState,
  sameShape,
  shapeText,
} from '@gradus/kernel'
import type { Optimizer, OptimizerState } from '@gradus/optimizers'
import { assignAll, type NamedParameters, type Parameter, type Tensor } from '@gradus/tensor'
import type { Accumulation } from './accumulation.ts'
import type { CallbackState } from './callbacks/callback-states.ts'
import { type History, seriesOf } from './history.ts'
import type { TallySnapshot } from './tally.ts'
import { copyOf, mapValues, type TensorSnapshot, tensorOf } from './tensor-snapshot.ts'

/** Everything that evolves while training, as plain data that can be cloned and kept: put back, training goes on as if nothing had happened. */
export interface TrainerSnapshot {
  readonly version: 1
  /** The parameters by name. */
  readonly parameters: Readonly<Record<string, TensorSnapshot>>
  /** The parameters that were frozen, running statistics that were not updated among them. */
  readonly frozen: readonly string[]
  /** What the optimizer remembers. */
  readonly optimizer: {
    readonly name: string
    readonly step: number
    /** What callbacks have made of the learning rate: see `TrainingView.learningRate`. */
    readonly rateFactor: number
    readonly slots: Readonly<Record<string, Readonly<Record<string, TensorSnapshot>>>>
  }
  /** The generator that shuffles. */
  readonly random: RandomState
  /** The steps for which random numbers were drawn. */
  readonly draws: number
  /** Epochs that are over. */
  readonly epoch: number
  /** Where in the data training was; null when it never began. */
  readonly position: BatchPosition | null
  /** Gradients that wait for an update; null where none are accumulated. */
  readonly accumulation: {
    readonly batches: number
    readonly total: number
    readonly sums: Readonly<Record<string, TensorSnapshot>>
  } | null
  /** The training under way or the last, which the next `fit` goes on with; null when there was none. */
  readonly run: RunSnapshot | null
}

/** How a training stands. */
export interface RunSnapshot {
  /** What has happened so far. */
  readonly history: History
  /** What callbacks remember. */
  readonly callbacks: readonly CallbackState[]
  /** The generator of the caller's that shuffles. */
  readonly shuffler: RandomState | null
  /** What was counted of an epoch under way; null between two epochs. */
  readonly tally: TallySnapshot | null
  /** Whether a callback had asked to stop. */
  readonly stopped: boolean
}

/** What a snapshot is taken of and put back into. */
export interface Evolving {
  readonly optimizer: Pick<Optimizer, 'name' | 'initialize'>
  readonly parameters: NamedParameters
  readonly state: OptimizerState
  readonly random: RandomGenerator
  readonly accumulation: Accumulation | undefined
  /** The names of the numbers of an epoch. */
  readonly names: readonly string[]
}

/** Copies parameters, optimizer state, generator and accumulated gradients; the rest is given. */
export function takeSnapshot(
  { optimizer, parameters, state, random, accumulation }: Evolving,
  rest: Pick<TrainerSnapshot, 'draws' | 'epoch' | 'position' | 'run'>,
): TrainerSnapshot {
  const slots = [...state.slots].map(([name, tensors]) => [name, mapValues(tensors, copyOf)] as const)
  return {
    version: 1,
    parameters: copiesOf([...parameters].map(([name, { tensor }]) => [name, tensor])),
    frozen: [...parameters].flatMap(([name, parameter]) => (isFrozen(parameter) ? [name] : [])),
    optimizer: { name: optimizer.name, step: state.step, rateFactor: state.rateFactor, slots: Object.fromEntries(slots) },
    random: random.snapshot(),
    accumulation: accumulation
      ? { batches: accumulation.batches, total: accumulation.total.item(), sums: copiesOf([...accumulation.sums]) }
      : null,
    ...rest,
  }
}

function isFrozen({ trainable, statistic }: Parameter): boolean {
  return statistic === undefined ? !trainable : statistic === 'frozen'
}

function copiesOf(tensors: readonly (readonly [string, Tensor])[]): Record<string, TensorSnapshot> {
  return Object.fromEntries(tensors.map(([name, tensor]) => [name, copyOf(tensor)]))
}

/**
 * Puts a snapshot back. Throws 'state' listing all differences when it is of another model, optimizer, accumulation or set of metrics, and then
 * changes nothing; where differences are to be ignored, what fits is put back. Gives whether everything fitted.
 */
export function putBack(evolving: Evolving, snapshot: TrainerSnapshot, ignoresDifferences: boolean): boolean {
  const { optimizer, parameters, state, random, accumulation, names } = evolving
  checkSnapshot('restore', snapshot)
  const differences: string[] = []
  const updates: [Tensor, Tensor][] = []
  const pair = (name: string, target: Tensor | undefined, source: TensorSnapshot | undefined): void => {
    const result = read(target, source)
    if (typeof result === 'string') differences.push(`${name} ${result}`)
    else updates.push([target!, result])
  }
  for (const name of namesOf(parameters, snapshot.parameters)) pair(name, parameters.get(name)?.tensor, own(snapshot.parameters, name))
  const frozen = new Set(snapshot.frozen)
  const slots = new Map(state.slots)
  if (snapshot.optimizer.name !== optimizer.name)
    differences.push(`the optimizer is ${optimizer.name}, in the snapshot ${describe(snapshot.optimizer.name)}`)
  else {
    // Parameters that were thawed in the meantime have something to remember, which those of a new model that are frozen have not.
    const asKept = [...parameters].map(
      ([name, parameter]) =>
        [name, { ...parameter, trainable: parameter.statistic === undefined && isThawed(parameter, name, frozen) }] as const,
    )
    if (asKept.some(([name, { trainable }]) => trainable && !slots.has(name)))
      for (const [name, own] of optimizer.initialize(new Map(asKept)).slots) if (!slots.has(name)) slots.set(name, own)
    for (const name of namesOf(slots, snapshot.optimizer.slots)) {
      const target = slots.get(name) ?? {}
      const source = own(snapshot.optimizer.slots, name) ?? {}
      for (const slot of new Set([...Object.keys(target), ...Object.keys(source)]))
        pair(`${name}'s ${slot}`, target[slot], own(source, slot))
    }
  }
  if ((accumulation === undefined) !== (snapshot.accumulation === null))
    differences.push(`gradients are ${accumulation ? '' : 'not '}accumulated, in the snapshot they are${accumulation ? ' not' : ''}`)
  else if (accumulation && snapshot.accumulation) {
    const { sums } = snapshot.accumulation
    for (const name of namesOf(accumulation.sums, sums))
      pair(`the accumulated gradient of ${name}`, accumulation.sums.get(name), own(sums, name))
  }
  const expected = [...names].sort().join(', ')
  for (const [what, told] of toldIn(snapshot.run))
    if (told !== expected) differences.push(`${what} tells ${expected}, in the snapshot ${told}`)
  if (differences.length > 0 && !ignoresDifferences) {
    throw new GradusError(
      'state',
      `restore: the snapshot does not fit: ${differences.join('; ')}; restore(snapshot, { differences: 'ignore' }) puts back what fits`,
    )
  }
  random.restore(snapshot.random)
  assignAll(updates, 'restore')
  for (const [name, parameter] of parameters) setFrozen(parameter, isThawed(parameter, name, frozen))
  if (snapshot.optimizer.name === optimizer.name) {
    for (const [name, own] of slots) (state.slots as Map<string, typeof own>).set(name, own)
    state.step = snapshot.optimizer.step
    state.rateFactor = snapshot.optimizer.rateFactor ?? 1
  }
  if (accumulation && snapshot.accumulation) {
    accumulation.batches = snapshot.accumulation.batches
    accumulation.total.assign(tensorOf({ data: Float64Array.of(snapshot.accumulation.total), shape: [] }, 'float64'))
  }
  return differences.length === 0
}

/** The names of the numbers that a training's epochs have, and those of its validation where there was one. */
function toldIn(run: RunSnapshot | null): [what: string, names: string][] {
  if (run === null) return []
  const { validation, ...history } = run.history
  const told = (numbers: unknown): string => [...seriesOf({ ...(numbers as History) })].sort().join(', ') || 'nothing'
  const epoch: [string, string] = ['an epoch', told({ ...history, validation: undefined })]
  return validation === undefined ? [epoch] : [epoch, ['its validation', told(validation)]]
}

/** Whether a parameter is trained, or a statistic updated, in a training in which these were frozen. */
function isThawed({ tensor, statistic }: Parameter, name: string, frozen: ReadonlySet<string>): boolean {
  return !frozen.has(name) && (statistic !== undefined || tensor.requiresGradient)
}

function setFrozen(parameter: Parameter, trains: boolean): void {
  const own = parameter as { -readonly [Key in keyof Parameter]: Parameter[Key] }
  if (own.statistic !== undefined) own.statistic = trains ? 'updated' : 'frozen'
  // What a layer has made so for good stays so.
  else if (own.trainable !== trains && Object.getOwnPropertyDescriptor(own, 'trainable')?.writable === true) own.trainable = trains
}

/** Throws unless an object has the parts of a snapshot; whether they fit is for whoever puts them back. */
export function checkSnapshot(operation: string, snapshot: TrainerSnapshot): void {
  if (typeof snapshot !== 'object' || snapshot === null)
    throw new GradusError('type', `${operation}: expected what snapshot() gave, got ${describe(snapshot)}`)
  checkOptions(operation, snapshot, [
    'version',
    'parameters',
    'frozen',
    'optimizer',
    'random',
    'draws',
    'epoch',
    'position',
    'accumulation',
    'run',
  ])
  if (snapshot.version !== 1)
    throw new GradusError('state', `${operation}: the snapshot has version ${describe(snapshot.version)}, this reads version 1`)
  const { parameters, frozen, optimizer, random, draws, epoch, position, accumulation, run } = snapshot
  const objects = {
    parameters,
    optimizer,
    "optimizer's slots": optimizer?.slots,
    random,
    ...(position !== null && { position }),
    ...(accumulation !== null && { accumulation, 'accumulated gradients': accumulation?.sums }),
    ...(run !== null && { run, history: run?.history, callbacks: run?.callbacks }),
  }
  for (const [name, part] of Object.entries<unknown>(objects)) {
    if (typeof part !== 'object' || part === null)
      throw new GradusError('type', `${operation}: the snapshot's ${name} must be an object, got ${describe(part)}`)
  }
  const lists = {
    frozen,
    ...(run !== null && { callbacks: run.callbacks, warnings: run.history.warnings, diagnosis: run.history.diagnosis }),
  }
  for (const [name, list] of Object.entries<unknown>(lists))
    if (!Array.isArray(list)) throw new GradusError('type', `${operation}: the snapshot's ${name} must be a list, got ${describe(list)}`)
  checkInteger(operation, 'epoch', epoch, { min: 0 })
  checkInteger(operation, 'draws', draws, { min: 0 })
  checkInteger(operation, "the optimizer's step", optimizer.step, { min: 0 })
}

/** The value for `target` in a snapshot, or what is wrong with it. */
function read(target: Tensor | undefined, source: TensorSnapshot | undefined): Tensor | string {
  if (target === undefined) return 'is only in the snapshot'
  if (source === undefined) return 'is not in the snapshot'
  if (!Array.isArray(source?.shape) || !ArrayBuffer.isView(source.data))
    return `is ${describe(source)} in the snapshot, expected { data, shape }`
  if (!sameShape(target.shape, source.shape)) return `is ${shapeText(target.shape)}, in the snapshot ${shapeText(source.shape)}`
  try {
    return tensorOf(source, target.dtype)
  } catch (error) {
    if (error instanceof GradusError) return `cannot be read (${error.message})`
    throw error
  }
}

function namesOf(map: ReadonlyMap<string, unknown>, record: Readonly<Record<string, unknown>>): Set<string> {
  return new Set([...map.keys(), ...Object.keys(record)])
}

/** A property of the object itself: a parameter may be called `constructor`. */
function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
