import { GradusError, shapeText } from '@gradus/kernel'
import { abs, cast, divide, equal, max, multiply, sqrt, sum, type Tensor, where } from '@gradus/tensor'
import { checkLikePrediction, defineMeanMetric } from './define-mean-metric.ts'
import type { Metric } from './metric.ts'

/**
 * The mean cosine of the angle between the rows of prediction and target: 1 for the same direction, −1 for opposite ones. A row of zeros has
 * no direction and gives 0, as in Keras; one with NaN or Infinity gives NaN.
 *
 * Shape: prediction [batch, …, features], target the same
 * Throws: GradusError 'shape' when the shapes differ (it never broadcasts) or there are no rows.
 *
 * @example
 * const metric = cosineSimilarity()
 * metric.value(metric.update(metric.initialize(), tensor([[1, 0], [3, 4]]), tensor([[0, 1], [6, 8]]))) // 0.5
 */
export function cosineSimilarity(): Metric<'cosineSimilarity'> {
  return defineMeanMetric({
    name: 'cosineSimilarity',
    each: (prediction, target) => sum(multiply(direction(prediction), direction(target)) as Tensor, -1) as Tensor,
    check(name, prediction, target) {
      checkLikePrediction(name, prediction, target)
      const { shape } = prediction as Tensor
      if (shape.length < 2 || shape.at(-1) === 0) {
        throw new GradusError(
          'shape',
          `${name}: prediction has shape ${shapeText(shape)}, expected [batch, …, features] with at least one feature`,
        )
      }
    },
  })
}

/** Each row with length 1; zeros stay. The largest element is divided out first, so that no square overflows or vanishes. */
function direction(rows: Tensor): Tensor {
  const x = cast(rows, 'float64') as Tensor
  const scaled = divideBy(x, max(abs(x), -1, { keepDims: true }) as Tensor)
  return divideBy(scaled, sqrt(sum(multiply(scaled, scaled) as Tensor, -1, { keepDims: true })) as Tensor)
}

function divideBy(x: Tensor, size: Tensor): Tensor {
  return divide(x, where(equal(size, 0), 1, size)) as Tensor
}
