import { cast, type Tensor } from '@gradus/tensor'
import { checkLikePrediction } from './define-mean-metric.ts'

/** A target of bools or integers as floats of the prediction's dtype; any other as it is. */
export function likePrediction(prediction: Tensor, target: Tensor): Tensor {
  return target.dtype === 'bool' || target.dtype === 'int32' ? (cast(target, prediction.dtype) as Tensor) : target
}

/** Throws unless the target has the prediction's shape, [batch, …], and its dtype, int32 or bool. */
export function checkBinary(name: string, prediction: unknown, target: unknown): void {
  checkLikePrediction(name, prediction, likePrediction(prediction as Tensor, target as Tensor))
}

/** What a target of two classes must be. */
export const zeroOrOne = { min: 0, max: 1, integer: true, label: 'target', hint: 'targets are 0 and 1, not −1 and 1 or class numbers' }
