import { checkChoice, checkNumber, type DType, describe, GradusError, sameShape, shapeText } from '@gradus/kernel'
import { full, type NamedParameters, noGradient, type Tensor, zeros } from '@gradus/tensor'
import { type Clipping, checkClipping, clip } from './clip.ts'
import { requireFinite } from './require-finite.ts'
import { constant, type Schedule } from './schedules/index.ts'

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
   * Throws: GradusError 'state' when a parameter has no gradient, 'range' when a gradient is not finite (see `nonFinite`).
   */
  update(parameters: NamedParameters, gradients: ReadonlyMap<string, Tensor>, state: OptimizerState): void
}

/** What an optimizer remembers between steps: beside the count, some tensors per parameter, such as a momentum. */
export interface OptimizerState {
  step: number
  readonly slots: ReadonlyMap<string, Slots>
}

/** The remembered tensors of one parameter by name, each of the parameter's shape. */
export type Slots<Name extends string = string> = Readonly<Record<Name, Tensor>>

/** Options of every optimizer. */
export interface OptimizerOptions extends Clipping {
  /** A number, or a schedule: a function of the step. */
  readonly learningRate?: number | Schedule
  /** What happens when a gradient has a NaN or an infinity: an error that names the parameter, or the step is left out. Default 'throw'. */
  readonly nonFinite?: 'throw' | 'skip'
}

/** The names of the options that every optimizer has. */
export const optimizerOptions = ['learningRate', 'nonFinite', 'clipNorm', 'clipValue', 'globalClipNorm'] as const

/** An optimizer's own part: what it remembers, and how a parameter follows from its gradient. */
export interface UpdateRule<Slot extends string = string, Scalar extends string = string> {
  readonly name: string
  /** The tensors it remembers for each parameter; they begin as zeros. */
  readonly slots: readonly Slot[]
  /**
   * The numbers that change from step to step, computed on the host in float64; `update` gets them as scalar tensors, so that a
   * recorded step stays right when they change. `step` counts from 1, as in the papers.
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
 *       slots: [],
 *       scalars: ({ learningRate }) => ({ learningRate }),
 *       update: ({ parameter, gradient, scalars }) => ({ parameter: subtract(parameter, multiply(gradient, scalars.learningRate)) }),
 *     },
 *     { learningRate },
 *   )
 */
export function defineOptimizer<Slot extends string, Scalar extends string>(
  rule: UpdateRule<Slot, Scalar>,
  options: OptimizerOptions,
  defaultLearningRate = 0.01,
): Optimizer {
  const { name } = rule
  const { nonFinite = 'throw', learningRate = defaultLearningRate } = options
  const schedule = typeof learningRate === 'function' ? learningRate : constant(checkedRate(name, learningRate))
  checkChoice(name, 'nonFinite', nonFinite, ['throw', 'skip'])
  checkClipping(name, options)
  return {
    name,
    learningRate: schedule,
    initialize(parameters) {
      const trainable = trainableOf(name, parameters)
      return {
        step: 0,
        slots: new Map(
          trainable.map(([key, { shape, dtype }]) => [key, Object.fromEntries(rule.slots.map((slot) => [slot, zeros(shape, { dtype })]))]),
        ),
      }
    },
    update(parameters, gradients, state) {
      const trainable = trainableOf(name, parameters)
      const raw = trainable.map(([key, parameter]) => gradientOf(name, key, parameter, gradients))
      const slots = trainable.map(([key]) => slotsOf(name, key, rule.slots, state))
      const numbers = rule.scalars({ learningRate: checkedRate(name, schedule(state.step)), step: state.step + 1 })
      noGradient(() => {
        if (!requireFinite(name, trainable, raw, nonFinite)) return
        const clipped = clip(raw, options)
        const scalars = scalarTensors(numbers)
        const next = trainable.map(([, parameter], i) =>
          rule.update({ parameter, gradient: clipped[i]!, slots: slots[i]!, scalars: scalars(parameter.dtype) }),
        )
        trainable.forEach(([, parameter], i) => {
          parameter.assign(next[i]!.parameter)
          for (const slot of rule.slots) slots[i]![slot].assign(next[i]!.slots![slot])
        })
      })
      state.step++
    },
  }
}

function checkedRate(name: string, rate: unknown): number {
  checkNumber(name, 'learningRate', rate, { min: 0 })
  return rate
}

/** The numbers of this step as scalar tensors, made once per dtype. */
function scalarTensors<Scalar extends string>(
  numbers: Readonly<Record<Scalar, number>>,
): (dtype: DType) => Readonly<Record<Scalar, Tensor>> {
  const made = new Map<DType, Readonly<Record<Scalar, Tensor>>>()
  return (dtype) => {
    let scalars = made.get(dtype)
    if (scalars === undefined) {
      const entries = Object.entries<number>(numbers).map(([key, value]): [string, Tensor] => [key, full([], value, { dtype })])
      scalars = Object.fromEntries(entries) as Record<Scalar, Tensor>
      made.set(dtype, scalars)
    }
    return scalars
  }
}

function trainableOf(name: string, parameters: NamedParameters): [string, Tensor][] {
  const trainable: [string, Tensor][] = []
  const names = new Map<Tensor, string>()
  for (const [key, { tensor, trainable: trains }] of parameters) {
    if (!trains) continue
    const other = names.get(tensor)
    if (other !== undefined) throw new GradusError('state', `${name}: ${other} and ${key} are the same parameter; name it once`)
    names.set(tensor, key)
    trainable.push([key, tensor])
  }
  if (trainable.length === 0) throw new GradusError('state', `${name}: there are no trainable parameters`)
  return trainable
}

function gradientOf(name: string, key: string, parameter: Tensor, gradients: ReadonlyMap<string, Tensor>): Tensor {
  const gradient = gradients.get(key)
  if (gradient === undefined) throw new GradusError('state', `${name}: parameter ${key} has no gradient; does the loss depend on it?`)
  if (!sameShape(gradient.shape, parameter.shape)) {
    throw new GradusError(
      'shape',
      `${name}: the gradient of ${key} has shape ${shapeText(gradient.shape)}, expected ${shapeText(parameter.shape)}`,
    )
  }
  return gradient
}

function slotsOf<Slot extends string>(name: string, key: string, expected: readonly Slot[], state: OptimizerState): Slots<Slot> {
  const slots = state.slots.get(key)
  const missing = expected.filter((slot) => slots?.[slot] === undefined)
  if (slots === undefined || missing.length > 0) {
    const what = slots === undefined ? `parameter ${key}` : `${missing.map(describe).join(', ')} for ${key}`
    throw new GradusError('state', `${name}: the state has no ${what}; was it made by this optimizer for these parameters?`)
  }
  return slots as Slots<Slot>
}
