import { add, mean, multiply, rsqrt, square, type Tensor } from '@gradus/tensor'
import type { Layer } from '../layer.ts'
import type { SameShape } from '../shape-rule.ts'
import { SampleNormalization, type SampleNormalizationOptions } from './sample-normalization.ts'

/** Options of {@link rmsNormalization}. */
export interface RmsNormalizationOptions extends Omit<SampleNormalizationOptions, 'center' | `beta${string}`> {
  /** Added to the mean of the squares, so that nothing is divided by 0; 1e-6 unless stated, as in Keras; PyTorch has 2⁻²³ for float32. */
  readonly epsilon?: number
}

/**
 * gamma · x / √(mean(x²) + epsilon), with the mean of each sample along axes: a {@link layerNormalization} that takes no mean away and adds
 * nothing.
 *
 * Shape: the input's; a parameter `gamma` of the sizes of the axes.
 * Throws: GradusError 'type' or 'range' for an option that is none; when the model is built, for an axis that the input lacks.
 * Source: Zhang & Sennrich 2019, Root mean square layer normalization; defined as Keras' `RMSNormalization` and PyTorch's `RMSNorm`.
 *
 * @example
 * const model = sequential([input([2]), rmsNormalization({ epsilon: 0 })])
 * model.forward(tensor([[1, 7]])).toArray() // [[0.20000000298023224, 1.399999976158142]]
 */
export function rmsNormalization(options: RmsNormalizationOptions = {}): Layer<SameShape> {
  return new SampleNormalization({ kind: 'rmsNormalization', epsilon: 1e-6, center: false, normalize: divideByRoot }, options)
}

function divideByRoot(x: Tensor, axes: readonly number[], epsilon: number): Tensor {
  return multiply(x, rsqrt(add(mean(square(x), axes, { keepDims: true }) as Tensor, epsilon))) as Tensor
}
