import * as e from '@gradus/kernel/expression'
import { defineElementwise } from '@gradus/tensor'
import { checkLossOptions, defineLoss, type Loss, type LossOptions } from './loss.ts'

/**
 * Mean squared error: (p − y)².
 *
 * Shape: prediction [batch, …], target the same → [], or [batch] with reduction 'none'
 * Gradient: 2 (p − y) / count; none for the target.
 * Throws: GradusError 'shape' when the shapes differ (it never broadcasts), 'range' for an empty batch.
 *
 * @example
 * meanSquaredError()(tensor([1, 2]), tensor([1, 4])).item() // 2
 */
export function meanSquaredError(options: LossOptions = {}): Loss<'likePrediction'> {
  checkLossOptions('meanSquaredError', options)
  return defineLoss({ name: 'meanSquaredError', expects: 'values', target: 'likePrediction', elements: squaredError }, options)
}

const squaredError = /* @__PURE__ */ defineElementwise({
  name: 'squaredError',
  forward: (p, y) => e.multiply(e.subtract(p!, y!), e.subtract(p!, y!)),
  gradient: ({ g }, p, y) => [e.multiply(g, e.multiply(2, e.subtract(p!, y!))), undefined],
})
