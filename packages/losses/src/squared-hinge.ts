import * as e from '@gradus/kernel/expression'
import { defineElementwise } from '@gradus/tensor'
import { checkLossOptions, defineLoss, type Loss, type LossOptions } from './loss.ts'
import { missingMargin, sideCheck, sideOf } from './margin-target.ts'

/**
 * Squared hinge loss: max(1 − y·p, 0)² for targets −1 and 1, or 0 and 1; see {@link hinge}.
 *
 * Shape: prediction [batch, …], target the same → [], or [batch] with reduction 'none'
 * Gradient: −2 y max(1 − y·p, 0) / count; none for the target.
 * Throws: GradusError 'shape' when the shapes differ (it never broadcasts), 'range' for a target that is not −1, 0 or 1, or an empty batch.
 *
 * @example
 * squaredHinge()(tensor([0.5, 2]), tensor([-1, 1])).item() // 1.125
 */
export function squaredHinge(options: LossOptions = {}): Loss<'likePrediction'> {
  checkLossOptions('squaredHinge', options)
  return defineLoss({ name: 'squaredHinge', expects: 'values', target: 'likePrediction', elements: squaredHingeError }, options)
}

const squaredHingeError = /* @__PURE__ */ defineElementwise({
  name: 'squaredHinge',
  forward: (p, y) => {
    const missing = e.maximum(missingMargin(p!, y!), 0)
    return e.multiply(missing, missing)
  },
  gradient: ({ g }, p, y) => {
    const missing = missingMargin(p!, y!)
    return [e.multiply(g, e.select(e.less(0, missing), e.multiply(e.multiply(-2, sideOf(y!)), missing), 0)), undefined]
  },
  checks: [sideCheck],
})
