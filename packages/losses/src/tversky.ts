import { checkNumber } from '@gradus/kernel'
import { add, detach, divide, multiply, requireRange, subtract, sum, type Tensor } from '@gradus/tensor'
import { checkLossOptions, defineLoss, type Loss, type LossOptions } from './loss.ts'
import { binaryTargetCheck, probabilityCheck } from './probability.ts'

/** Options of {@link tversky}. */
export interface TverskyOptions extends LossOptions {
  /** What positives count that were missed, ≥ 0. Default 0.5. */
  readonly alpha?: number
  /** What false alarms count, ≥ 0. Default 0.5. */
  readonly beta?: number
}

/**
 * Tversky loss: 1 − Σ y·p / (Σ y·p + alpha Σ y (1 − p) + beta Σ (1 − y) p + 1e-7), how little two sets overlap.
 *
 * The sums go over each sample. (Keras' run over the whole batch unless an `axis` is stated.) Two empty sets have the loss 1.
 *
 * Shape: prediction [batch, …], target the same → [], or [batch] with reduction 'none'
 * Gradient: the derivative, divided by the batch; none for the target.
 * Throws: GradusError 'shape' when the shapes differ, 'range' for a probability or target outside [0, 1], an empty batch, or a negative option.
 * Source: Salehi, Erdogmus & Gholipour 2017, Tversky loss function for image segmentation.
 *
 * @example
 * tversky({ alpha: 1, beta: 0 })(tensor([[1, 1, 0, 0]]), tensor([[1, 1, 1, 1]])).item() // 0.5
 */
export function tversky(options: TverskyOptions = {}): Loss<'likePrediction'> {
  checkLossOptions('tversky', options, ['alpha', 'beta'])
  const { alpha = 0.5, beta = 0.5 } = options
  checkNumber('tversky', 'alpha', alpha, { min: 0 })
  checkNumber('tversky', 'beta', beta, { min: 0 })
  return defineLoss(
    {
      name: 'tversky',
      expects: 'probabilities',
      target: 'likePrediction',
      elements: (prediction, target) => {
        const { p, y } = readSets('tversky', prediction, target)
        const both = sumPerSample(multiply(y, p))
        const missed = multiply(sumPerSample(multiply(y, subtract(1, p))), alpha)
        const alarms = multiply(sumPerSample(multiply(subtract(1, y), p)), beta)
        return subtract(1, divide(both, add(add(add(both, missed), alarms), 1e-7))) as Tensor
      },
    },
    options,
  )
}

/** Prediction and target of a loss that compares sets, after a check that both are memberships, in [0, 1]. */
export function readSets(name: string, prediction: Tensor, target: Tensor): { p: Tensor; y: Tensor } {
  const { input: _p, ...ofPrediction } = { ...probabilityCheck, hint: 'probabilities are expected: end in sigmoid or softmax' }
  const { input: _y, ...ofTarget } = binaryTargetCheck
  return { p: requireRange(name, prediction, ofPrediction), y: detach(requireRange(name, target, ofTarget)) }
}

/** The sum over all axes but the first. */
export function sumPerSample(x: Tensor): Tensor {
  if (x.rank === 1) return x
  return sum(
    x,
    Array.from({ length: x.rank - 1 }, (_, axis) => axis + 1),
  ) as Tensor
}
