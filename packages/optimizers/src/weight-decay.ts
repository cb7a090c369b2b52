import { add, multiply, subtract } from '@gradus/tensor'
import type { GroupRule } from './update-rule.ts'

/** A rule that pulls weights towards 0 as well: through the gradient, or decoupled from it. */
export function withWeightDecay(rule: GroupRule, weightDecay: number, decoupled: boolean): GroupRule {
  if (weightDecay === 0) return rule
  if (!decoupled) {
    return {
      ...rule,
      update: (known) => rule.update({ ...known, gradient: add(known.gradient, multiply(known.parameter, weightDecay)) }),
    }
  }
  return {
    ...rule,
    scalars: (known) => ({ ...rule.scalars(known), [share]: known.learningRate * weightDecay }),
    update(known) {
      const { parameter: w, scalars } = known
      return rule.update({ ...known, parameter: subtract(w, multiply(w, scalars[share]!)) })
    },
  }
}

/** The scalar of the share of a weight that is taken: a name that no rule has. */
const share = 'decoupled weight decay'
