import { checkBoolean, checkChoice, checkNumber, checkOptions, describe, GradusError } from '@gradus/kernel'
import { type Clipping, checkClipping, clippingOptions } from './clip.ts'
import { checkLearningRate, type Schedule } from './schedules/index.ts'

/** Options of every optimizer. `Own` are those of one optimizer, which its groups may change. */
export interface OptimizerOptions<Own extends object = object> extends Clipping, GroupOptions {
  /** What happens when a gradient has a NaN or an infinity: an error that names the parameter, or the step is left out. Default 'throw'. */
  readonly nonFinite?: 'throw' | 'skip'
  /** Parameters with options of their own: what a group does not state is as for all. The first group that matches a name has it. */
  readonly groups?: readonly ParameterGroup<Own>[]
}

/** Options of every optimizer that may differ from group to group. */
export interface GroupOptions {
  /** A number, or a schedule: a function of the step. */
  readonly learningRate?: number | Schedule
  /** Pulls weights towards 0, by λ. Default 0, of `adamW` 0.01. */
  readonly weightDecay?: number
  /**
   * How: false (PyTorch's `weight_decay`) adds λ·w to the gradient, so that the decay is scaled and remembered as gradients are. true (AdamW, and
   * Keras' `weight_decay` of every optimizer) takes it from the weight, w ← w − η·λ·w, before the step. Default false, of `adamW` and `lion` true.
   */
  readonly decoupledWeightDecay?: boolean
}

/** The parameters of a group: a list of names, a pattern, or a function that says of a name whether it belongs. */
export type ParameterSelector = readonly string[] | RegExp | ((name: string) => boolean)

/** A group: its parameters, and the options that are different for them. */
export type ParameterGroup<Own extends object = object> = GroupOptions &
  Omit<Own, keyof OptimizerOptions> & { readonly parameters: ParameterSelector }

const groupOptions = ['learningRate', 'weightDecay', 'decoupledWeightDecay'] as const

/**
 * Throws on an option that an optimizer does not have, or that is wrong; `own` are those beside {@link OptimizerOptions}. The values of its own
 * options it leaves to the optimizer.
 */
export function checkOptimizerOptions(name: string, options: OptimizerOptions, own: readonly string[] = []): void {
  checkOptions(name, options, [...groupOptions, 'nonFinite', ...clippingOptions, 'groups', ...own])
  checkGroupOptions(name, options, '')
  if (options.nonFinite !== undefined) checkChoice(name, 'nonFinite', options.nonFinite, ['throw', 'skip'])
  checkClipping(name, options)
  const { groups = [] } = options
  if (!Array.isArray(groups)) throw new GradusError('type', `${name}: groups must be a list of { parameters, … }, got ${describe(groups)}`)
  groups.forEach((group: ParameterGroup | undefined, i) => {
    const label = `groups[${i}]`
    if (group === undefined) throw new GradusError('type', `${name}: ${label} must be { parameters, … }, got undefined`)
    checkOptions(`${name}: ${label}`, group, ['parameters', ...groupOptions, ...own])
    checkSelector(name, label, group.parameters)
    checkGroupOptions(name, group, `${label}.`)
  })
}

function checkGroupOptions(name: string, options: GroupOptions, prefix: string): void {
  const { learningRate, weightDecay, decoupledWeightDecay } = options
  // An explicit undefined is a mistake upstream (a misspelt setting), not a wish for the default.
  if ('learningRate' in options && typeof learningRate !== 'function') checkLearningRate(name, `${prefix}learningRate`, learningRate)
  if (weightDecay !== undefined) checkNumber(name, `${prefix}weightDecay`, weightDecay, { min: 0 })
  if (decoupledWeightDecay !== undefined) checkBoolean(name, `${prefix}decoupledWeightDecay`, decoupledWeightDecay)
}

function checkSelector(name: string, label: string, selector: unknown): asserts selector is ParameterSelector {
  if (typeof selector === 'function' || selector instanceof RegExp) return
  if (Array.isArray(selector) && selector.every((item) => typeof item === 'string')) return
  throw new GradusError(
    'type',
    `${name}: ${label}.parameters must be a list of names, a RegExp or a function of a name, got ${describe(selector)}`,
  )
}
