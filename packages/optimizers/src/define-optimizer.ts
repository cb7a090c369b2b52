import { assignAll, noGradient, type Tensor } from '@gradus/tensor'
import { clip } from './clip.ts'
import type { Optimizer } from './optimizer.ts'
import { checkOptimizerOptions, type OptimizerOptions } from './optimizer-options.ts'
import { type Group, parameterGroups } from './parameter-groups.ts'
import { requireFinite } from './require-finite.ts'
import { checkLearningRate } from './schedules/index.ts'
import { initialState, isFactor, type OptimizerState, rateFactorOf, slotsOf } from './state.ts'
import { stepNumbers } from './step-numbers.ts'
import { gradientsOf, trainableOf } from './trainable.ts'
import { definitionOf, type OptimizerDefinition, type UpdateRule } from './update-rule.ts'

/**
 * Makes an optimizer of an update rule, or of a function from its options to one: walks the parameters, finds their groups, clips, decays,
 * checks and assigns.
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
  options?: OptimizerOptions,
): Optimizer
export function defineOptimizer<Options extends OptimizerOptions, const Slot extends string, Scalar extends string>(
  definition: OptimizerDefinition<Options, Slot, Scalar>,
  options?: Options,
): Optimizer
export function defineOptimizer(given: UpdateRule | OptimizerDefinition<OptimizerOptions>, options: OptimizerOptions = {}): Optimizer {
  const definition = definitionOf(given)
  const { name } = definition
  checkOptimizerOptions(name, options, definition.options)
  const { nonFinite = 'throw' } = options
  const groups = parameterGroups(definition, options)
  return {
    name,
    learningRate: groups.rest.schedule,
    initialize(parameters) {
      const trainable = trainableOf(name, parameters)
      groups.check([...parameters.keys()])
      return initialState(trainable, (parameter) => groups.of(parameter).rule)
    },
    update(parameters, gradients, state) {
      const trainable = trainableOf(name, parameters)
      const raw = gradientsOf(name, trainable, gradients)
      const groupOf = trainable.map(([key]) => groups.of(key))
      const slots = slotsOf(name, trainable, (_, i) => groupOf[i]!.rule.slots, state)
      const numbers = new Map([...new Set(groupOf)].map((group) => [group, numbersOf(name, group, state)]))
      noGradient(() => {
        const finite = requireFinite(name, trainable, raw, nonFinite)
        if (finite === undefined) return
        const clipped = clip(finite, options)
        const next = trainable.flatMap(([key, parameter], i) => {
          const group = groupOf[i]!
          const own = slots[i]!
          const scalars = numbers.get(group)!(parameter.dtype)
          const result = group.rule.update({ parameter, gradient: clipped[i]!, slots: own, scalars })
          return [
            [parameter, result.parameter, `the next ${key}`] as const,
            ...group.rule.slots.map((slot) => [own[slot]!, result.slots?.[slot] as Tensor, `the next ${slot} of ${key}`] as const),
          ]
        })
        assignAll(next, name)
        state.step++
      })
    },
  }
}

/** The numbers of a group in this step, and in later ones where it is recorded. */
function numbersOf(name: string, { rule, schedule, rateLabel }: Group, state: OptimizerState) {
  return stepNumbers(state, (step, rateFactor) => {
    const rate = schedule(step)
    const factor = rateFactorOf(name, rateFactor)
    // A message is put together for a rate that is wrong, not with each step.
    if (!isFactor(rate)) checkLearningRate(name, `${rateLabel}(${step})`, rate)
    return rule.scalars({ learningRate: factor === 1 ? rate : rate * factor, step: step + 1 })
  })
}
