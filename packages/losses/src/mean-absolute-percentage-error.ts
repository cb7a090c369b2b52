import { checkNumber } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import { defineElementwise, type Tensor } from '@gradus/tensor'
import { checkLossOptions, defineLoss, type Loss, type LossOptions } from './loss.ts'

/** Options of {@link meanAbsolutePercentageError}. */
export interface MeanAbsolutePercentageErrorOptions extends LossOptions {
  /** What the size of a target is at least taken as, > 0. Default 1e-7, as in Keras. */
  readonly epsilon?: number
}

/**
 * Mean absolute percentage error: 100 |p − y| / |y|. A target nearer to 0 than epsilon is divided by epsilon.
 *
 * Shape: prediction [batch, …], target the same → [], or [batch] with reduction 'none'
 * Units: percent.
 * Gradient: 100 / |y| with the sign of p − y, divided by the count, 0 where they are equal; none for the target.
 * Throws: GradusError 'shape' when the shapes differ (it never broadcasts), 'range' for an empty batch or an epsilon that is not > 0.
 *
 * @example
 * meanAbsolutePercentageError()(tensor([1, 3]), tensor([2, 4])).item() // 37.5
 */
export function meanAbsolutePercentageError(options: MeanAbsolutePercentageErrorOptions = {}): Loss<'likePrediction'> {
  checkLossOptions(lossName, options, ['epsilon'])
  const { epsilon = 1e-7 } = options
  checkNumber(lossName, 'epsilon', epsilon, { above: 0 })
  const elements = (p: Tensor, y: Tensor): Tensor => percentageError(p, y, epsilon)
  return defineLoss({ name: lossName, expects: 'values', target: 'likePrediction', elements }, options)
}

const lossName = 'meanAbsolutePercentageError'

const percentageError = /* @__PURE__ */ defineElementwise({
  name: lossName,
  forward: (p, y, epsilon) => e.multiply(100, e.divide(e.abs(e.subtract(p!, y!)), e.maximum(e.abs(y!), epsilon!))),
  gradient: ({ g }, p, y, epsilon) => {
    const difference = e.subtract(p!, y!)
    const slope = e.divide(e.multiply(100, g), e.maximum(e.abs(y!), epsilon!))
    return [e.select(e.equal(difference, 0), 0, e.select(e.greater(difference, 0), slope, e.negate(slope))), undefined, undefined]
  },
})
