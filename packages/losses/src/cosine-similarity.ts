import { checkNumber, GradusError, shapeText } from '@gradus/kernel'
import { detach, divide, maximum, multiply, norm, subtract, sum, type Tensor } from '@gradus/tensor'
import { checkLossOptions, defineLoss, type Loss, type LossOptions } from './loss.ts'

/** Options of {@link cosineSimilarity}. */
export interface CosineSimilarityOptions extends LossOptions {
  /** What lengths are at least taken as, > 0. Default 1e-7, as in Keras. */
  readonly epsilon?: number
}

/**
 * Negative cosine similarity: −Σ (p / |p|)·(y / |y|) over the last axis: −1 for the same direction, 0 at a right angle, 1 for the opposite one.
 *
 * As in Keras; PyTorch's `cosine_embedding_loss` is 1 more, for pairs that belong together.
 *
 * Shape: prediction [batch, …, features], target the same → [], or [batch] with reduction 'none'
 * Gradient: the part of −y / |y| at a right angle to p, divided by |p| and the count; for |p| < epsilon −y / |y| / epsilon. None for the target.
 * Throws: GradusError 'shape' when the shapes differ or there are no features, 'range' for an empty batch or an epsilon that is not > 0.
 *
 * @example
 * cosineSimilarity()(tensor([[3, 4]]), tensor([[6, 8]])).item() // -1
 */
export function cosineSimilarity(options: CosineSimilarityOptions = {}): Loss<'likePrediction'> {
  checkLossOptions('cosineSimilarity', options, ['epsilon'])
  const { epsilon = 1e-7 } = options
  checkNumber('cosineSimilarity', 'epsilon', epsilon, { above: 0 })
  return defineLoss(
    {
      name: 'cosineSimilarity',
      expects: 'values',
      target: 'likePrediction',
      elements: (prediction, target) => {
        checkVectors(prediction)
        const cosines = multiply(direction(detach(target), epsilon), direction(prediction, epsilon)) as Tensor
        return subtract(0, sum(cosines, -1))
      },
    },
    options,
  )
}

function direction(x: Tensor, epsilon: number): Tensor {
  return divide(x, maximum(norm(x, -1, { keepDims: true }), epsilon)) as Tensor
}

function checkVectors({ rank, shape }: Tensor): void {
  if (rank >= 2 && shape.at(-1)! > 0) return
  throw new GradusError(
    'shape',
    `cosineSimilarity: prediction has shape ${shapeText(shape)}, expected [batch, …, features] with at least one feature`,
  )
}
