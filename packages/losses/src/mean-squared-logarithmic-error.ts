import { checkNumber } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, type Tensor } from '@gradus/tensor'
import { checkLossOptions, defineLoss, type Loss, type LossOptions } from './loss.ts'

/** Options of {@link meanSquaredLogarithmicError}. */
export interface MeanSquaredLogarithmicErrorOptions extends LossOptions {
  /** What predictions and targets are at least taken as, > 0. Default 1e-7, as in Keras. */
  readonly epsilon?: number
}

/**
 * Mean squared logarithmic error: (log(1 + p) − log(1 + y))², for amounts whose ratio matters. A prediction below epsilon is taken as epsilon.
 *
 * Shape: prediction [batch, …], target the same → [], or [batch] with reduction 'none'
 * Gradient: 2 (log(1 + p) − log(1 + y)) / (1 + p) / count, 0 where p < epsilon; none for the target.
 * Throws: GradusError 'shape' when the shapes differ (it never broadcasts), 'range' for a negative target, an empty batch, or an epsilon
 * that is not > 0.
 *
 * @example
 * meanSquaredLogarithmicError()(tensor([1, 3]), tensor([1, 1])).item() // 0.24022650718688965
 */
export function meanSquaredLogarithmicError(options: MeanSquaredLogarithmicErrorOptions = {}): Loss<'likePrediction'> {
  checkLossOptions(lossName, options, ['epsilon'])
  const { epsilon = 1e-7 } = options
  checkNumber(lossName, 'epsilon', epsilon, { above: 0 })
  const elements = (p: Tensor, y: Tensor): Tensor => squaredLogarithmicError(p, y, epsilon)
  return defineLoss({ name: lossName, expects: 'values', target: 'likePrediction', elements }, options)
}

const lossName = 'meanSquaredLogarithmicError'

const differenceFormula = /* @__PURE__ */ e.formula({
  name: 'logarithmicError',
  text: 'log(1 + max(a, c)) − log(1 + max(b, c))',
  define: (p, y, epsilon) => e.subtract(numerics.log1p(e.maximum(p!, epsilon!)), numerics.log1p(e.maximum(y!, epsilon!))),
})

const squaredLogarithmicError = /* @__PURE__ */ defineElementwise({
  name: lossName,
  forward: (p, y, epsilon) => {
    const difference = differenceFormula(p!, y!, epsilon!)
    return e.multiply(difference, difference)
  },
  gradient: ({ g }, p, y, epsilon) => {
    const slope = e.divide(e.multiply(2, differenceFormula(p!, y!, epsilon!)), e.add(1, e.maximum(p!, epsilon!)))
    return [e.multiply(g, e.select(e.less(p!, epsilon!), 0, slope)), undefined, undefined]
  },
  checks: [{ input: 1, min: 0, max: Infinity, label: 'target', hint: 'targets are amounts, which are not negative' }],
})
