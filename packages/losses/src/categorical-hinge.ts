import { add, checkRows, max, multiply, relu, subtract, sum, type Tensor } from '@gradus/tensor'
import { defineDistribution } from './distribution.ts'
import { checkLossOptions, defineLoss, type Loss, type LossOptions } from './loss.ts'

/**
 * Categorical hinge loss: max(max((1 − y)·p) − Σ y·p + 1, 0), the score of the best wrong class (or 0) beside that of the right one.
 *
 * As in Keras the best wrong score is at least 0. (PyTorch's `multi_margin_loss` adds up all classes: another loss.)
 *
 * Shape: prediction [batch, …, classes], target the same, one-hot rows → [], or [batch] with reduction 'none'
 * Gradient: 1 − y for the best wrong class, shared equally where classes tie, −y for the right one; 0 where nothing is lost (also at
 * the kink). All divided by the count; none for the target.
 * Throws: GradusError 'shape' when the shapes differ, 'range' for a target outside [0, 1], a target row that does not sum to 1 (to a
 * thousandth), or an empty batch.
 * Source: Crammer & Singer 2001, On the algorithmic implementation of multiclass kernel-based vector machines.
 *
 * @example
 * categoricalHinge()(tensor([[0.5, 2, -1]]), tensor([[1, 0, 0]])).item() // 2.5
 */
export function categoricalHinge(options: LossOptions = {}): Loss<'likePrediction'> {
  checkLossOptions('categoricalHinge', options)
  return defineLoss({ name: 'categoricalHinge', expects: 'values', target: 'likePrediction', elements: hingeOfRows }, options)
}

function hingeOfRows(prediction: Tensor, target: Tensor): Tensor {
  checkRows('categoricalHinge', 'prediction', prediction)
  const y = distribution(target)
  const right = sum(multiply(y, prediction), -1)
  const wrong = max(multiply(subtract(1, y), prediction), -1)
  return relu(add(subtract(wrong, right), 1)) as Tensor
}

const distribution = /* @__PURE__ */ defineDistribution('categoricalHinge')
