import { checkScalerOptions, Scaler, type ScalerOptions } from './scaler.ts'

/**
 * Takes the mean from each column and divides by its standard deviation, so that it has mean 0 and variance 1: z = (x − μ) / σ.
 *
 * The deviation is that of the numbers themselves (divided by n, not n − 1). A constant column becomes 0, and `onWarning` is told once.
 * Source: scikit-learn's `StandardScaler`.
 *
 * @example
 * const scaler = standardScaler().fit([[1, 10], [3, 30]])
 * scaler.transform([[1, 10], [2, 40]]).data // Float32Array [-1, -1, 0, 2]
 */
export function standardScaler(options: ScalerOptions = {}): Scaler {
  checkScalerOptions('standardScaler', options, ['onWarning'])
  return new Scaler('standardScaler', [0, 1], options)
}
