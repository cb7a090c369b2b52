import { defineLoss, type Loss, type LossOptions } from '@gradus/losses'
import { add, multiply, softplus, subtract } from '@gradus/tensor'

/** A loss by its elements: log cosh(p − y), a square near 0 and a straight line far away. */
export const logCosh = (options: LossOptions = {}): Loss<'likePrediction'> =>
  defineLoss(
    {
      name: 'logCosh',
      expects: 'values',
      target: 'likePrediction',
      elements: (prediction, target) => {
        const error = subtract(prediction, target)
        return subtract(add(error, softplus(multiply(-2, error))), Math.log(2))
      },
    },
    options,
  )
