import { multiply, type Regularizer, square, sum, type Tensor } from '@gradus/tensor'
import { checkFactor, type FactorOptions } from './l1.ts'

/**
 * factor · Σ w²: keeps weights small, the large ones first.
 *
 * Gradient: g · factor · 2w.
 * Throws: GradusError 'range' unless the factor is finite and not negative.
 * Source: Krogh & Hertz 1991, A simple weight decay can improve generalization; defined as Keras' `L2`. PyTorch's `weight_decay` w is a factor of w / 2.
 *
 * @example
 * l2({ factor: 0.5 })(tensor([1, -3])).item() // 5
 */
export function l2(options: FactorOptions = {}): Regularizer {
  const factor = checkFactor('l2', options)
  return (parameter) => multiply(sum(square(parameter)) as Tensor, factor)
}
