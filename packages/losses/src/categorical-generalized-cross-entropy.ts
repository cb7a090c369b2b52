import { checkNumber } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, gather, requireRange, squeeze, type Tensor, unsqueeze } from '@gradus/tensor'
import { checkLossOptions, defineLoss, type Loss, type LossOptions } from './loss.ts'
import { probabilityCheck } from './probability.ts'

/** Options of {@link categoricalGeneralizedCrossEntropy}. */
export interface CategoricalGeneralizedCrossEntropyOptions extends LossOptions {
  /** How little a wrong label matters, in (0, 1): towards 0 it is the cross-entropy, towards 1 the absolute error. Default 0.5. */
  readonly q?: number
}

/**
 * Generalized cross-entropy against class numbers: (1 − p^q) / q of the right class, for labels of which some are wrong.
 *
 * Shape: prediction [batch, …, classes], target [batch, …] of int32 in 0 … classes−1 → [], or [batch] with reduction 'none'
 * Gradient: −p^(q−1) / count for the right class, in which p is at least 1e-12; none for the target.
 * Throws: GradusError 'shape' when target does not have one index per row, 'type' when it is no int32, 'range' for an index without a class,
 * a probability outside [0, 1], an empty batch, or a q out of its range.
 * Source: Zhang & Sabuncu 2018, Generalized cross entropy loss for training deep neural networks with noisy labels.
 *
 * @example
 * categoricalGeneralizedCrossEntropy()(tensor([[0.25, 0.75]]), tensor(new Int32Array([0]))).item() // 1
 */
export function categoricalGeneralizedCrossEntropy(options: CategoricalGeneralizedCrossEntropyOptions = {}): Loss<'classIndex'> {
  checkLossOptions(lossName, options, ['q'])
  const { q = 0.5 } = options
  checkNumber(lossName, 'q', q, { above: 0, below: 1 })
  return defineLoss(
    {
      name: lossName,
      expects: 'probabilities',
      target: 'classIndex',
      elements: (prediction, target) => {
        const max = prediction.shape.at(-1)! - 1
        const index = requireRange(lossName, target, { label: 'target', min: 0, max, hint: 'classes count from 0' })
        const { input: _, ...requirement } = { ...probabilityCheck, hint: 'probabilities are expected: end in softmax' }
        const p = requireRange(lossName, prediction, requirement)
        return squeeze(generalized(gather(p, unsqueeze(index, -1)), q), -1) as Tensor
      },
    },
    options,
  )
}

const lossName = 'categoricalGeneralizedCrossEntropy'

const generalizedFormula = /* @__PURE__ */ e.formula({
  name: lossName,
  text: '(1 − a^b) / b',
  define: (p, q) => e.divide(e.subtract(0, numerics.expm1(e.multiply(q!, numerics.log(p!)))), q!),
})

const generalized = /* @__PURE__ */ defineElementwise({
  name: lossName,
  forward: (p, q) => generalizedFormula(p!, q!),
  gradient: ({ g }, p, q) => [e.negate(e.multiply(g, numerics.power(e.maximum(p!, 1e-12), e.subtract(q!, 1)))), undefined],
})
