import { checkBoolean, checkNumber, GradusError } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { checkRows, defineElementwise, logSoftmax, multiply, subtract, sum, type Tensor } from '@gradus/tensor'
import { defineDistribution } from './distribution.ts'
import { checkLossOptions, defineLoss, type Loss, type LossOptions } from './loss.ts'
import { probabilityCheck } from './probability.ts'

/** Options of {@link klDivergence}. */
export interface KlDivergenceOptions extends LossOptions {
  /** Whether predictions are logits: numbers before the softmax. Default false. */
  readonly fromLogits?: boolean
  /** The least probability, in (0, 1): smaller ones are taken as this. Of predictions that are logits there is none. Default 1e-7. */
  readonly epsilon?: number
}

/**
 * Kullback-Leibler divergence: Σ y·log(y / p) over the classes, what it costs to take p for the distribution y.
 *
 * Of probabilities it is Keras' formula: y and p are cut to [epsilon, 1]. From logits it is PyTorch's `kl_div` of a log-softmax: nothing is
 * cut, and 0·log 0 is 0. ('mean' is PyTorch's 'batchmean'.)
 *
 * Shape: prediction [batch, …, classes], target the same, distributions → [], or [batch] with reduction 'none'
 * Units: nats per sample.
 * Gradient: −y / p, 0 where p is cut; from logits softmax(x) − y. Both divided by the count; none for the target.
 * Throws: GradusError 'shape' when the shapes differ, 'range' for a probability or target outside [0, 1], a target row that does not sum to 1
 * (to a thousandth), an empty batch, or an epsilon out of its range.
 * Source: Kullback & Leibler 1951, On information and sufficiency.
 *
 * @example
 * klDivergence()(tensor([[0.25, 0.75]]), tensor([[0.5, 0.5]])).item() // 0.14384104311466217
 */
export function klDivergence(options: KlDivergenceOptions = {}): Loss<'likePrediction'> {
  checkLossOptions(lossName, options, ['fromLogits', 'epsilon'])
  const { fromLogits = false, epsilon = 1e-7 } = options
  checkBoolean(lossName, 'fromLogits', fromLogits)
  checkNumber(lossName, 'epsilon', epsilon, { above: 0, below: 1 })
  if (fromLogits && options.epsilon !== undefined)
    throw new GradusError('type', `${lossName}: epsilon is for probabilities, got it with fromLogits: true; leave one out`)
  return defineLoss(
    {
      name: lossName,
      expects: fromLogits ? 'logits' : 'probabilities',
      target: 'likePrediction',
      elements: (prediction, target) => {
        checkRows(lossName, 'prediction', prediction)
        const y = distribution(target)
        const terms = fromLogits ? subtract(certainty(y), multiply(y, logSoftmax(prediction))) : cutDivergence(prediction, y, epsilon)
        return sum(terms as Tensor, -1)
      },
    },
    options,
  )
}

const lossName = 'klDivergence'

const distribution = /* @__PURE__ */ defineDistribution(lossName)

const cutDivergence = /* @__PURE__ */ defineElementwise({
  name: lossName,
  forward: (p, y, epsilon) => divergenceFormula(e.minimum(e.maximum(p!, epsilon!), 1), e.minimum(e.maximum(y!, epsilon!), 1)),
  gradient: ({ g }, p, y, epsilon) => {
    const slope = e.divide(e.minimum(e.maximum(y!, epsilon!), 1), e.maximum(p!, epsilon!))
    return [e.multiply(g, e.select(e.less(p!, epsilon!), 0, e.negate(slope))), undefined, undefined]
  },
  checks: [probabilityCheck],
})

const divergenceFormula = /* @__PURE__ */ e.formula({
  name: 'klDivergence',
  text: 'b · log(b / a)',
  define: (p, y) => e.multiply(y!, numerics.log(e.divide(y!, p!))),
})

/** y·log y, 0 at 0. */
const certainty = /* @__PURE__ */ defineElementwise({
  name: lossName,
  forward: (y) => certaintyFormula(y!),
})

const certaintyFormula = /* @__PURE__ */ e.formula({
  name: 'negativeEntropy',
  text: 'a · log(a)',
  define: (y) => e.select(e.equal(y!, 0), 0, e.multiply(y!, numerics.log(y!))),
})
