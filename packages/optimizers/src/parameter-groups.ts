import { closest, describe, GradusError } from '@gradus/kernel'
import type { OptimizerOptions, ParameterGroup, ParameterSelector } from './optimizer-options.ts'
import { constant, type Schedule } from './schedules/index.ts'
import type { GroupRule, OptimizerDefinition } from './update-rule.ts'
import { checkRule } from './update-rule.ts'
import { withWeightDecay } from './weight-decay.ts'

/** Parameters that share their options, and what follows from these. */
export interface Group {
  readonly rule: GroupRule
  readonly schedule: Schedule
  /** How messages call its learning rate. */
  readonly rateLabel: string
}

/** Which parameter is in which group. */
export interface ParameterGroups {
  /** The group of those that no selector has. */
  readonly rest: Group
  /** The group of a parameter. */
  of(name: string): Group
  /** Throws 'state' when a group has none of the parameters, or lists a name that is none of theirs. */
  check(names: readonly string[]): void
}

/** Makes a rule for each group, and one for the rest. Throws as the rule does for options that are wrong, naming the group. */
export function parameterGroups<Options extends OptimizerOptions>(
  definition: OptimizerDefinition<Options>,
  options: Options,
): ParameterGroups {
  const { name } = definition
  const { groups = [], ...base } = options
  const rest = groupOf(definition, base as Options, 'learningRate')
  const selected = groups.map((group, i) => {
    const { parameters, ...changes } = group
    return { parameters, group: inGroup(`groups[${i}]`, () => groupOf(definition, merge(base, changes), `groups[${i}].learningRate`)) }
  })
  // A parameter's group is asked for with each step; it does not change.
  const places = new Map<string, number>()
  const placeOf = (parameter: string): number => {
    let place = places.get(parameter)
    if (place === undefined) {
      place = selected.findIndex(({ parameters }, i) => matches(name, `groups[${i}]`, parameters, parameter))
      places.set(parameter, place)
    }
    return place
  }
  return {
    rest,
    of: (parameter) => selected[placeOf(parameter)]?.group ?? rest,
    check(names) {
      const taken = new Set(names.map(placeOf))
      groups.forEach((group, i) => {
        checkNames(name, `groups[${i}]`, group, names)
        if (!taken.has(i)) refuseEmpty(name, `groups[${i}]`, group, names)
      })
    },
  }
}

function groupOf<Options extends OptimizerOptions>(definition: OptimizerDefinition<Options>, options: Options, rateLabel: string): Group {
  const { learningRate = definition.defaultLearningRate } = options
  const { weightDecay = definition.defaultWeightDecay ?? 0, decoupledWeightDecay = definition.decoupledWeightDecay ?? false } = options
  const rule = definition.rule(options)
  checkRule(definition.name, rule)
  return {
    rule: withWeightDecay(rule, weightDecay, decoupledWeightDecay),
    schedule: typeof learningRate === 'function' ? learningRate : constant(learningRate),
    rateLabel,
  }
}

/** A group's options over those for all; undefined is no option. */
function merge<Options extends object>(base: object, changes: object): Options {
  return { ...base, ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) } as Options
}

/** Says in which group options are wrong. */
function inGroup<T>(label: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof GradusError)) throw error
    throw new GradusError(error.code, `${error.message} (in ${label})`, { cause: error })
  }
}

function matches(optimizer: string, label: string, selector: ParameterSelector, name: string): boolean {
  // Of a pattern only the search leaves its lastIndex alone.
  if (selector instanceof RegExp) return name.search(selector) !== -1
  if (typeof selector !== 'function') return selector.includes(name)
  const answer: unknown = selector(name)
  if (typeof answer === 'boolean') return answer
  throw new GradusError('type', `${optimizer}: ${label}.parameters must answer true or false, gave ${describe(answer)} for ${name}`)
}

function checkNames(optimizer: string, label: string, { parameters }: ParameterGroup, names: readonly string[]): void {
  if (!Array.isArray(parameters)) return
  const unknown = parameters.find((name) => !names.includes(name))
  if (unknown === undefined) return
  const guess = closest(unknown, names)
  const hint = guess === undefined ? '' : `; did you mean ${guess}?`
  throw new GradusError('state', `${optimizer}: ${label}: there is no parameter ${describe(unknown)}${hint} (${parametersText(names)})`)
}

function refuseEmpty(optimizer: string, label: string, { parameters }: ParameterGroup, names: readonly string[]): never {
  const matching = names.filter((name) => matches(optimizer, label, parameters, name))
  const why = matching.length === 0 ? 'matches no parameter' : `gets no parameter: groups before it have ${matching.slice(0, 4).join(', ')}`
  throw new GradusError('state', `${optimizer}: ${label} ${why} (${parametersText(names)})`)
}

function parametersText(names: readonly string[]): string {
  return `parameters: ${names.slice(0, 8).join(', ')}${names.length > 8 ? ` and ${names.length - 8} more` : ''}`
}
