import * as e from '@gradus/kernel/expression'
import { defineElementwise } from '@gradus/tensor'
import { checkLossOptions, defineLoss, type Loss, type LossOptions } from './loss.ts'
import { missingMargin, sideCheck, sideOf } from './margin-target.ts'

/**
 * Hinge loss: max(1 − y·p, 0) for targets −1 and 1: nothing is lost on the right side, a margin of 1 away.
 *
 * Targets may as well be 0 and 1: a 0 means −1. (Keras converts them too, where a batch has nothing but 0 and 1.)
 *
 * Shape: prediction [batch, …], target the same → [], or [batch] with reduction 'none'
 * Gradient: −y where 1 − y·p > 0, else 0 (also at the kink), divided by the count; none for the target.
 * Throws: GradusError 'shape' when the shapes differ (it never broadcasts), 'range' for a target that is not −1, 0 or 1, or an empty batch.
 * Source: Cortes & Vapnik 1995, Support-vector networks.
 *
 * @example
 * hinge()(tensor([0.5, 2]), tensor([-1, 1])).item() // 0.75
 */
export function hinge(options: LossOptions = {}): Loss<'likePrediction'> {
  checkLossOptions('hinge', options)
  return defineLoss({ name: 'hinge', expects: 'values', target: 'likePrediction', elements: hingeError }, options)
}

const hingeError = /* @__PURE__ */ defineElementwise({
  name: 'hinge',
  forward: (p, y) => e.maximum(missingMargin(p!, y!), 0),
  gradient: ({ g }, p, y) => [e.multiply(g, e.select(e.less(0, missingMargin(p!, y!)), e.negate(sideOf(y!)), 0)), undefined],
  checks: [sideCheck],
})
