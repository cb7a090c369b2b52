import type { RangeCheck } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, type UnaryElementwise } from '@gradus/tensor'

/** That predictions, which are input 0, are probabilities. NaN passes: it is the trainer that tells where it came from. */
export const probabilityCheck: RangeCheck = {
  input: 0,
  min: 0,
  max: 1,
  allowNaN: true,
  label: 'prediction',
  hint: 'for logits pass { fromLogits: true }',
}

/** Makes the operation log p of one loss, cut at −100; p is cut at 1e-12 in the gradient. */
export function defineLogProbability(loss: string): UnaryElementwise {
  return defineElementwise({
    name: loss,
    forward: (p) => e.maximum(numerics.log(p!), -100),
    gradient: ({ g }, p) => [e.divide(g, e.maximum(p!, 1e-12))],
    checks: [probabilityCheck],
  })
}
