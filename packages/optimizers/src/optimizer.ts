import { checkParts, type DType, describe, GradusError } from '@gradus/kernel'
import { assignAll, hostNumber, type NamedParameters, noGradient, type Tensor } from '@gradus/tensor'
import { clip } from './clip.ts'
import { checkOptimizerOptions, type OptimizerOptions } from './optimizer-options.ts'
import { requireFinite } from './require-finite.ts'
import { checkLearningRate, constant, type Schedule } from './schedules/index.ts'
import { initialState, type OptimizerState, rateFactorOf, type Slots, slotsOf } from './state.ts'
import { gradientsOf, trainableOf } from './trainable.ts'

/**
 * Changes parameters by their gradients. It sees named tensors only: no layers, no model.
 */
export interface Optimizer {
  readonly name: string
  /** The learning rate of each step, counted from 0. */
  readonly learningRate: Schedule
  /** A state in which no step was taken. Throws 'state' when there is nothing to train. */
  initialize(parameters: NamedParameters): OptimizerState
  /**
   * One step: gives every trainable parameter its next value and advances the state; all of it, or with an error nothing.
   *
   * Throws: GradusError 'state' when a parameter has no gradient or the state does not fit, 'range' when a gradient is not finite (see
   * `nonFinite`; a step that is skipped changes nothing either, its count included).
   */
  update(parameters: NamedParameters, gradients: ReadonlyMap<string, Tensor>, state: OptimizerState): void
}

/** An optimizer's own part: what it remembers, and how a parameter follows from its gradient. */
export interface UpdateRule<Slot extends string = string, Scalar extends string = string> {
  readonly name: string
  /** The learning rate unless the user states one. */
  readonly defaultLearningRate: number
  /** The tensors it remembers for each parameter; they begin as zeros. */
  readonly slots: readonly Slot[]
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

/**
 * Makes an optimizer of an update rule: walks the parameters, clips, checks and assigns.
 *
 * @example
 * const descend = (learningRate: number) =>
 *   defineOptimizer(
 *     {
 *       name: 'descend',
 *       defaultLearningRate: 0.01,
 *       slots: [],
 *       scalars: ({ learningRate }) => ({ learningRate }),
 *       update: ({ parameter, gradient, scalars }) => ({ parameter: subtract(parameter, multiply(gradient, scalars.learningRate)) }),
 *     },
 *     { learningRate },
 *   )
 */
export function defineOptimizer<const Slot extends string, Scalar extends string>(
  rule: UpdateRule<Slot, Scalar>,
  options: OptimizerOptions = {},
): Optimizer {
  checkRule(rule)
  const { name } = rule
  checkOptimizerOptions(name, options)
  const { learningRate = rule.defaultLearningRate, nonFinite = 'throw', ...clipping } = options
  const schedule = typeof learningRate === 'function' ? learningRate : constant(learningRate)
  return {
    name,
    learningRate: schedule,
    initialize: (parameters) => initialState(trainableOf(name, parameters), rule.slots),
    update(parameters, gradients, state) {
      const trainable = trainableOf(name, parameters)
      const raw = gradientsOf(name, trainable, gradients)
      const slots = slotsOf(name, trainable, rule.slots, state)
      const scalars = scalarTensors(
        () => ({ step: state.step, factor: rateFactorOf(name, state) }),
        ({ step, factor }) => {
          const rate = schedule(step)
          // A message is put together for a rate that is wrong, not with each step.
          if (!(typeof rate === 'number' && rate >= 0 && rate <= Number.MAX_VALUE)) checkLearningRate(name, `learningRate(${step})`, rate)
          return rule.scalars({ learningRate: rate * factor, step: step + 1 })
        },
      )
      noGradient(() => {
        const finite = requireFinite(name, trainable, raw, nonFinite)
        if (finite === undefined) return
        const clipped = clip(finite, clipping)
        const next = trainable.flatMap(([key, parameter], i) => {
          const own = slots[i]!
          const result = rule.update({ parameter, gradient: clipped[i]!, slots: own, scalars: scalars(parameter.dtype) })
          return [
            [parameter, result.parameter, `the next ${key}`] as const,
            ...rule.slots.map((slot) => [own[slot], result.slots?.[slot] as Tensor, `the next ${slot} of ${key}`] as const),
          ]
        })
        assignAll(next, name)
        state.step++
      })
    },
  }
}

/** What the numbers of a step follow from. */
interface Moment {
  readonly step: number
  readonly factor: number
}

/**
 * The numbers of this step as scalar tensors, made once per dtype. In a recorded step they are those of each of its runs, worked out when the
 * first of them is asked for: also for a step that comes again after it failed, perhaps with another schedule.
 */
function scalarTensors<Scalar extends string>(
  momentOf: () => Moment,
  compute: (moment: Moment) => Readonly<Record<Scalar, number>>,
): (dtype: DType) => Readonly<Record<Scalar, Tensor>> {
  let moment = momentOf()
  let numbers = compute(moment)
  let isNew = true
  const names = Object.keys(numbers) as Scalar[]
  const refresh = (): void => {
    const now = momentOf()
    if (!isNew || now.step !== moment.step || now.factor !== moment.factor) numbers = compute(now)
    moment = now
    isNew = false
  }
  const made = new Map<DType, Readonly<Record<Scalar, Tensor>>>()
  return (dtype) => {
    let scalars = made.get(dtype)
    if (scalars === undefined) {
      const first = made.size === 0 ? names[0] : undefined
      const tensorOf = (key: Scalar): Tensor =>
        hostNumber(() => {
          if (key === first) refresh()
          return numbers[key]
        }, dtype)
      scalars = Object.fromEntries(names.map((key) => [key, tensorOf(key)])) as unknown as Readonly<Record<Scalar, Tensor>>
      made.set(dtype, scalars)
    }
    return scalars
  }
}

function checkRule(rule: UpdateRule): void {
  checkParts('defineOptimizer', rule, ['name', 'defaultLearningRate', 'slots', 'scalars', 'update'])
  if (typeof rule.name !== 'string' || rule.name === '')
    throw new GradusError('type', `defineOptimizer: name must be a text that is not empty, got ${describe(rule.name)}`)
  checkLearningRate(rule.name, 'defaultLearningRate', rule.defaultLearningRate)
  if (!Array.isArray(rule.slots)) throw new GradusError('type', `${rule.name}: slots must be a list of names, got ${describe(rule.slots)}`)
  for (const part of ['scalars', 'update'] as const) {
    if (typeof rule[part] !== 'function')
      throw new GradusError('type', `${rule.name}: ${part} must be a function, got ${describe(rule[part])}`)
  }
}
