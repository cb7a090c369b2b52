import * as e from '@gradus/kernel/expression'
import { defineElementwise } from '@gradus/tensor'
import { checkLossOptions, defineLoss, type Loss, type LossOptions } from './loss.ts'

/**
 * Mean absolute error: |p − y|.
 *
 * Shape: prediction [batch, …], target the same → [], or [batch] with reduction 'none'
 * Gradient: the sign of p − y, divided by the count, 0 where they are equal; none for the target.
 * Throws: GradusError 'shape' when the shapes differ (it never broadcasts), 'range' for an empty batch.
 *
 * @example
 * meanAbsoluteError()(tensor([1, 2]), tensor([1, 4])).item() // 1
 */
export function meanAbsoluteError(options: LossOptions = {}): Loss<'likePrediction'> {
  checkLossOptions('meanAbsoluteError', options)
  return defineLoss({ name: 'meanAbsoluteError', expects: 'values', target: 'likePrediction', elements: absoluteError }, options)
}

const absoluteError = /* @__PURE__ */ defineElementwise({
  name: 'absoluteError',
  forward: (p, y) => e.abs(e.subtract(p!, y!)),
  gradient: ({ g }, p, y) => {
    const difference = e.subtract(p!, y!)
    return [e.select(e.equal(difference, 0), 0, e.select(e.greater(difference, 0), g, e.negate(g))), undefined]
  },
})
