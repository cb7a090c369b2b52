import { checkInteger, checkNumber, describe, GradusError, sameShape, shapeText } from '@gradus/kernel'
import { full, Tensor } from '@gradus/tensor'
import type { Trainable } from './trainable.ts'
import type { GroupRule } from './update-rule.ts'

/** What an optimizer remembers between steps: beside the count, some tensors per parameter, such as a momentum. */
export interface OptimizerState {
  /** The steps that were taken. */
  step: number
  /**
   * What the learning rate of every group is multiplied by: 1 until someone lowers it, a callback for example, and kept from then on. A state
   * without it (of an older version, or a plain object) counts as 1.
   */
  rateFactor: number
  /** What is remembered of each parameter, by the parameter's name. */
  readonly slots: ReadonlyMap<string, Slots>
}

/** The remembered tensors of one parameter by name, each of the parameter's shape. */
export type Slots<Name extends string = string> = Readonly<Record<Name, Tensor>>

/** A state before the first step. */
export function initialState(trainable: readonly Trainable[], ruleOf: (parameter: string) => GroupRule): OptimizerState {
  const slotsFor = (name: string, { shape, dtype }: Tensor): Slots => {
    const { slots, initialSlots = {} } = ruleOf(name)
    return Object.fromEntries(slots.map((slot) => [slot, full(shape, initialSlots[slot] ?? 0, { dtype })]))
  }
  return { step: 0, rateFactor: 1, slots: new Map(trainable.map(([name, parameter]) => [name, slotsFor(name, parameter)])) }
}

/** The factor of the learning rates. Throws unless it is a finite number >= 0, or missing. */
export function rateFactorOf(optimizer: string, rateFactor: number | undefined): number {
  if (rateFactor === undefined) return 1
  if (!isFactor(rateFactor)) checkNumber(optimizer, 'state.rateFactor', rateFactor, { min: 0 })
  return rateFactor
}

/** Whether a value is a finite number >= 0. */
export function isFactor(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_VALUE
}

/** The slots of each parameter, in their order. Throws 'state' listing all that is missing, too much or of another shape. */
export function slotsOf(
  optimizer: string,
  trainable: readonly Trainable[],
  expectedOf: (parameter: Trainable, at: number) => readonly string[],
  state: OptimizerState,
): Slots[] {
  if (typeof state?.slots?.get !== 'function')
    throw new GradusError('type', `${optimizer}: state must be what initialize() gave, got ${describe(state)}`)
  checkInteger(optimizer, 'state.step', state.step, { min: 0 })
  const differences = trainable.flatMap((parameter, i) => differencesOf(parameter, expectedOf(parameter, i), state.slots.get(parameter[0])))
  if (differences.length > 0) {
    throw new GradusError(
      'state',
      `${optimizer}: the state does not fit: ${differences.join('; ')}; was it made by this optimizer for these parameters?`,
    )
  }
  return trainable.map(([name]) => state.slots.get(name) as Slots)
}

function differencesOf([name, { shape, dtype }]: Trainable, expected: readonly string[], slots: Slots | undefined): string[] {
  if (slots === undefined) return [`parameter ${name} is missing`]
  const differences = Object.keys(slots)
    .filter((slot) => !expected.includes(slot))
    .map((slot) => `${slot} of ${name} is unknown`)
  for (const slot of expected) {
    const found: unknown = slots[slot]
    if (!(found instanceof Tensor)) differences.push(`${slot} of ${name} is missing`)
    else if (!sameShape(found.shape, shape) || found.dtype !== dtype)
      differences.push(`${slot} of ${name} is ${found.dtype} ${shapeText(found.shape)}, expected ${dtype} ${shapeText(shape)}`)
  }
  return differences
}
