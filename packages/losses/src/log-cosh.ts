import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise } from '@gradus/tensor'
import { checkLossOptions, defineLoss, type Loss, type LossOptions } from './loss.ts'

/**
 * Logarithm of the hyperbolic cosine of the error: about ½ (p − y)² near 0, |p − y| − log 2 far off, smooth everywhere.
 *
 * Shape: prediction [batch, …], target the same → [], or [batch] with reduction 'none'
 * Gradient: tanh(p − y) / count; none for the target.
 * Stable: nothing overflows, and small errors keep all digits.
 * Throws: GradusError 'shape' when the shapes differ (it never broadcasts), 'range' for an empty batch.
 *
 * @example
 * logCosh()(tensor([0, 1000]), tensor([0, 0])).item() // 499.6534118652344
 */
export function logCosh(options: LossOptions = {}): Loss<'likePrediction'> {
  checkLossOptions('logCosh', options)
  return defineLoss({ name: 'logCosh', expects: 'values', target: 'likePrediction', elements: logCoshError }, options)
}

const logCoshError = /* @__PURE__ */ defineElementwise({
  name: 'logCosh',
  forward: (p, y) => logCoshFormula(e.subtract(p!, y!)),
  gradient: ({ g }, p, y) => [e.multiply(g, numerics.tanh(e.subtract(p!, y!))), undefined],
})

const logCoshFormula = /* @__PURE__ */ e.formula({
  name: 'logCosh',
  text: 'log((exp(a) + exp(−a)) / 2)',
  define: (d) => {
    const distance = e.abs(d!)
    // cosh d − 1 = (eᵈ − 1)² / (2 eᵈ), which nothing cancels.
    const grown = numerics.expm1(e.minimum(distance, 1))
    const near = numerics.log1p(e.divide(e.multiply(grown, grown), e.multiply(2, e.add(1, grown))))
    const far = e.add(e.subtract(distance, numerics.LN2), numerics.log1p(numerics.exp(e.multiply(-2, distance))))
    return e.select(e.less(distance, 1), near, far)
  },
})
