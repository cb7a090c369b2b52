import { gather, logSoftmax, requireRange, squeeze, subtract, unsqueeze } from '@gradus/tensor'
import { type CrossEntropyOptions, readFromLogits } from './cross-entropy-options.ts'
import { defineLoss, type Loss } from './loss.ts'
import { defineLogProbability } from './probability.ts'

/**
 * Categorical cross-entropy against class numbers: −log p of the right class.
 *
 * Shape: prediction [batch, …, classes], target [batch, …] of int32 in 0 … classes−1 → [], or [batch] with reduction 'none'
 * Units: nats per sample.
 * Gradient and stability: as {@link categoricalCrossEntropy} with the one-hot target.
 * Throws: GradusError 'shape' when target does not have one index per row, 'type' when it is no int32, 'range' for an index without a class.
 *
 * @example
 * sparseCategoricalCrossEntropy()(tensor([[0.25, 0.75]]), tensor(new Int32Array([0]))).item() // 1.3862943649291992
 */
export function sparseCategoricalCrossEntropy(options: CrossEntropyOptions = {}): Loss<'classIndex'> {
  const fromLogits = readFromLogits('sparseCategoricalCrossEntropy', options)
  return defineLoss(
    {
      name: 'sparseCategoricalCrossEntropy',
      expects: fromLogits ? 'logits' : 'probabilities',
      target: 'classIndex',
      elements: (prediction, target) => {
        const logs = fromLogits ? logSoftmax(prediction) : logProbability(prediction)
        const max = prediction.shape.at(-1)! - 1
        const index = requireRange('sparseCategoricalCrossEntropy', target, { label: 'target', min: 0, max, hint: 'classes count from 0' })
        return subtract(0, squeeze(gather(logs, unsqueeze(index, -1)), -1))
      },
    },
    options,
  )
}

const logProbability = /* @__PURE__ */ defineLogProbability('sparseCategoricalCrossEntropy')
