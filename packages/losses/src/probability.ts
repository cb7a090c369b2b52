import type { RangeCheck } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, detach, requireRange, type Tensor, type UnaryElementwise } from '@gradus/tensor'
import { smooth } from './cross-entropy-options.ts'

/** That predictions, which are input 0, are probabilities. NaN passes: it is the trainer that tells where it came from. */
export const probabilityCheck: RangeCheck = {
  input: 0,
  min: 0,
  max: 1,
  allowNaN: true,
  label: 'prediction',
  hint: 'for logits pass { fromLogits: true }',
}

/** That targets, which are input 1, are answers to a yes-or-no question. */
export const binaryTargetCheck: RangeCheck = {
  input: 1,
  min: 0,
  max: 1,
  label: 'target',
  hint: 'targets are 0 and 1, not −1 and 1 or class numbers',
}

/** Targets of which a share is spread over yes and no, after a check of what they were before. They have no gradient. */
export function smoothBinary(loss: string, target: Tensor, labelSmoothing: number): Tensor {
  if (labelSmoothing === 0) return target
  const { input: _, ...requirement } = binaryTargetCheck
  return smooth(detach(requireRange(loss, target, requirement)), labelSmoothing, 2)
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

/** log p, cut at −100, whose slope does not exceed 1e12: for gradients that contain it. */
export const cutLog = /* @__PURE__ */ e.formula({
  name: 'cutLog',
  text: 'max(log(a), −100)',
  define: (p) => e.maximum(numerics.log(p!), -100),
  differentiate: ([p]) => [e.divide(1, e.maximum(p!, 1e-12))],
})

/** The same of log(1 − p). */
export const cutLogOfRest = /* @__PURE__ */ e.formula({
  name: 'cutLogOfRest',
  text: 'max(log(1 − a), −100)',
  define: (p) => e.maximum(numerics.log1p(e.negate(p!)), -100),
  differentiate: ([p]) => [e.divide(-1, e.maximum(e.subtract(1, p!), 1e-12))],
})
