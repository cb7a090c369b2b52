import { add, divide, multiply, subtract, type Tensor } from '@gradus/tensor'
import { checkLossOptions, defineLoss, type Loss, type LossOptions } from './loss.ts'
import { readSets, sumPerSample } from './tversky.ts'

/**
 * Dice loss: 1 − 2 Σ y·p / (Σ y + Σ p + 1e-7), how little two sets overlap, as parts of pictures do.
 *
 * The sums go over each sample. (Keras' run over the whole batch unless an `axis` is stated.) Two empty sets have the loss 1.
 *
 * Shape: prediction [batch, …], target the same → [], or [batch] with reduction 'none'
 * Gradient: the derivative, divided by the batch; none for the target.
 * Throws: GradusError 'shape' when the shapes differ, 'range' for a probability or target outside [0, 1], or an empty batch.
 * Source: Milletari, Navab & Ahmadi 2016, V-Net: fully convolutional neural networks for volumetric medical image segmentation.
 *
 * @example
 * dice()(tensor([[1, 1, 0, 0]]), tensor([[1, 0, 0, 0]])).item() // 0.3333333134651184
 */
export function dice(options: LossOptions = {}): Loss<'likePrediction'> {
  checkLossOptions('dice', options)
  return defineLoss({ name: 'dice', expects: 'probabilities', target: 'likePrediction', elements: overlap }, options)
}

function overlap(prediction: Tensor, target: Tensor): Tensor {
  const { p, y } = readSets('dice', prediction, target)
  const both = multiply(sumPerSample(multiply(y, p)), 2)
  const sizes = add(sumPerSample(y), sumPerSample(p))
  return subtract(1, divide(both, add(sizes, 1e-7))) as Tensor
}
