import { checkBoolean, checkNumber, checkOptions, checkParts, describe, GradusError } from '@gradus/kernel'
import type { Tensor } from '@gradus/tensor'
import type { OptimizerOptions } from './optimizer-options.ts'
import { checkLearningRate } from './schedules/index.ts'
import type { Slots } from './state.ts'

/** An optimizer's own part: what it remembers, and how a parameter follows from its gradient. */
export interface UpdateRule<Slot extends string = string, Scalar extends string = string> {
  /** What messages and snapshots call it. */
  readonly name: string
  /** The learning rate unless the user states one. */
  readonly defaultLearningRate: number
  /** The tensors it remembers for each parameter. */
  readonly slots: readonly Slot[]
  /** The number that a slot is filled with before the first step, where that is not 0. */
  readonly initialSlots?: Readonly<Partial<Record<Slot, number>>>
  /**
   * The numbers that change from step to step, computed on the host in float64; `update` gets them as scalar tensors, so that a
   * recorded step, which computes them anew for each run, stays right when they change. `step` counts from 1, as in the papers.
   */
  readonly scalars: (known: { readonly learningRate: number; readonly step: number }) => Readonly<Record<Scalar, number>>
  /** The next value of a parameter and of its slots, in tensor operations. */
  readonly update: (known: {
    readonly parameter: Tensor
    readonly gradient: Tensor
    readonly slots: Slots<Slot>
    readonly scalars: Readonly<Record<Scalar, Tensor>>
  }) => { readonly parameter: Tensor; readonly slots?: Slots<Slot> }
}

/** The update rule of the parameters that share their options. */
export type GroupRule<Slot extends string = string, Scalar extends string = string> = Omit<
  UpdateRule<Slot, Scalar>,
  'name' | 'defaultLearningRate'
>

/** An optimizer with options of its own: how its update rule follows from them. Each group of parameters gets a rule. */
export interface OptimizerDefinition<Options extends OptimizerOptions, Slot extends string = string, Scalar extends string = string> {
  /** What messages and snapshots call it. */
  readonly name: string
  /** The learning rate unless the user states one. */
  readonly defaultLearningRate: number
  /** The weight decay unless the user states one. Default 0. */
  readonly defaultWeightDecay?: number
  /** Whether weight decay is decoupled from the gradient unless the user states it. Default false. */
  readonly decoupledWeightDecay?: boolean
  /** The names of its own options; any other is refused. */
  readonly options: readonly Exclude<keyof Options & string, keyof OptimizerOptions>[]
  /** The rule with these options, whose values it checks; weight decay and learning rate are looked after. */
  readonly rule: (options: Options) => GroupRule<Slot, Scalar>
}

/** What was given as a definition, checked: a rule given by itself is that of an optimizer without options of its own. */
export function definitionOf<Options extends OptimizerOptions>(
  given: UpdateRule | OptimizerDefinition<Options>,
): OptimizerDefinition<Options> {
  const isDefinition = typeof given === 'object' && given !== null && 'rule' in given
  checkParts('defineOptimizer', given, ['name', 'defaultLearningRate', ...(isDefinition ? definitionParts : ruleParts)])
  const { name, defaultLearningRate } = given
  if (typeof name !== 'string' || name === '')
    throw new GradusError('type', `defineOptimizer: name must be a text that is not empty, got ${describe(name)}`)
  checkLearningRate(name, 'defaultLearningRate', defaultLearningRate)
  if (!isDefinition) {
    const rule = given as UpdateRule
    checkRule(name, rule)
    return { name, defaultLearningRate, options: [], rule: () => rule }
  }
  const definition = given as OptimizerDefinition<Options>
  const { defaultWeightDecay, decoupledWeightDecay, options, rule } = definition
  if (defaultWeightDecay !== undefined) checkNumber(name, 'defaultWeightDecay', defaultWeightDecay, { min: 0 })
  if (decoupledWeightDecay !== undefined) checkBoolean(name, 'decoupledWeightDecay', decoupledWeightDecay)
  if (!Array.isArray(options)) throw new GradusError('type', `${name}: options must be a list of names, got ${describe(options)}`)
  if (typeof rule !== 'function') throw new GradusError('type', `${name}: rule must be a function of the options, got ${describe(rule)}`)
  return definition
}

const ruleParts = ['slots', 'initialSlots', 'scalars', 'update']
const definitionParts = ['defaultWeightDecay', 'decoupledWeightDecay', 'options', 'rule']

/** Throws 'type' unless an optimizer's rule has its parts. */
export function checkRule(name: string, rule: GroupRule): void {
  if (typeof rule !== 'object' || rule === null)
    throw new GradusError('type', `${name}: rule must give { ${ruleParts.join(', ')} }, got ${describe(rule)}`)
  const { slots, initialSlots = {} } = rule
  if (!Array.isArray(slots)) throw new GradusError('type', `${name}: slots must be a list of names, got ${describe(slots)}`)
  checkOptions(`${name}: initialSlots`, initialSlots, slots)
  for (const slot of Object.keys(initialSlots)) checkNumber(name, `initialSlots.${slot}`, initialSlots[slot])
  for (const part of ['scalars', 'update'] as const) {
    if (typeof rule[part] !== 'function') throw new GradusError('type', `${name}: ${part} must be a function, got ${describe(rule[part])}`)
  }
}
