import type { SampleLoss } from '@gradus/losses'
import { maximum, mean, multiply, subtract } from '@gradus/tensor'

/** A loss as a plain object: its minimum is the quantile q of the targets. */
export const pinball = (q: number): SampleLoss<'likePrediction'> => ({
  name: 'pinball',
  expects: 'values',
  target: 'likePrediction',
  reduction: 'mean',
  perSample(prediction, target) {
    const missing = subtract(target, prediction)
    return mean(maximum(multiply(q, missing), multiply(q - 1, missing)), 1)
  },
})
