import { add, mean, multiply, rsqrt, square, subtract, type Tensor } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import type { SameShape } from '../shape-rule.ts'
import { SampleNormalization, type SampleNormalizationOptions } from './sample-normalization.ts'

/** Options of {@link layerNormalization}. */
export interface LayerNormalizationOptions extends SampleNormalizationOptions {}

/**
 * gamma · (x − mean) / √(variance + epsilon) + beta, with mean and variance of each sample along axes: every sample by itself, in training
 * and prediction alike.
 *
 * Shape: the input's; parameters `gamma` and `beta` of the sizes of the axes.
 * Throws: GradusError 'type' or 'range' for an option that is none; when the model is built, for an axis that the input lacks.
 * Source: Ba, Kiros & Hinton 2016, Layer normalization; the variance is that of these very numbers, as in Keras and PyTorch.
 *
 * @example
 * const model = sequential([input([2]), layerNormalization({ epsilon: 0 })])
 * model.forward(tensor([[3, 5]])).toArray() // [[-1, 1]]
 */
export function layerNormalization(options: LayerNormalizationOptions = {}): Layer<SameShape> {
  return new SampleNormalization({ kind: 'layerNormalization', epsilon: 1e-3, center: true, normalize: standardize }, options)
}

function standardize(x: Tensor, axes: readonly number[], epsilon: number): Tensor {
  const distance = subtract(x, mean(x, axes, { keepDims: true })) as Tensor
  const variance = mean(square(distance), axes, { keepDims: true }) as Tensor
  return multiply(distance, rsqrt(add(variance, epsilon))) as Tensor
}
