import { checkNumber } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise, type Tensor } from '@gradus/tensor'
import { classTensor, readClassWeights } from './class-weights.ts'
import { type CrossEntropyOptions, readCrossEntropyOptions } from './cross-entropy-options.ts'
import { defineLoss, type Loss } from './loss.ts'
import { binaryTargetCheck, probabilityCheck, smoothBinary } from './probability.ts'

/** Options of {@link binaryCrossEntropy}. */
export interface BinaryCrossEntropyOptions extends CrossEntropyOptions {
  /** What a positive target counts beside a negative one: a number > 0, or one for each place along the last axis. Default 1. */
  readonly positiveWeight?: number | readonly number[]
}

/**
 * Binary cross-entropy: −(y·log p + (1 − y)·log(1 − p)), the surprise at a yes-or-no answer.
 *
 * With `positiveWeight` w the first part is w·y·log p, PyTorch's `pos_weight`: it changes no divisor. `labelSmoothing` ε makes y (1 − ε) + ε/2 of y.
 *
 * Shape: prediction [batch, …], target the same → [], or [batch] with reduction 'none'
 * Units: nats per element.
 * Gradient: (p − y) / (p (1 − p)), from logits σ(x) − y, both divided by the count; none for the target.
 * Stable: logarithms are cut at −100 (as PyTorch does) and p (1 − p) at 1e-12 in the gradient; logits of ±1000 are exact.
 * Throws: GradusError 'shape' when the shapes differ, 'range' for a probability or target outside [0, 1] or an empty batch.
 * An option out of its range is refused when the loss is made, weights that do not fit the last axis when it is called.
 * Source: Goodfellow et al. 2016, Deep Learning, §6.2.2.2.
 *
 * @example
 * binaryCrossEntropy()(tensor([[0.5]]), tensor([[1]])).item() // 0.6931471824645996
 */
export function binaryCrossEntropy(options: BinaryCrossEntropyOptions = {}): Loss<'likePrediction'> {
  const { fromLogits, labelSmoothing } = readCrossEntropyOptions(lossName, options, ['positiveWeight'])
  const { positiveWeight } = options
  const weightFor = positiveWeight === undefined ? undefined : readPositiveWeight(positiveWeight)
  const plain = fromLogits ? ofLogits : ofProbabilities
  const weighted = fromLogits ? weightedOfLogits : weightedOfProbabilities
  return defineLoss(
    {
      name: lossName,
      expects: fromLogits ? 'logits' : 'probabilities',
      target: 'likePrediction',
      elements: (prediction, target) => {
        const y = smoothBinary(lossName, target, labelSmoothing)
        return weightFor === undefined ? plain(prediction, y) : weighted(prediction, y, weightFor(prediction))
      },
    },
    options,
  )
}

const lossName = 'binaryCrossEntropy'

/** Checks the weight of positive targets; gives what makes an operand of it. */
function readPositiveWeight(weight: unknown): (prediction: Tensor) => Tensor | number {
  if (typeof weight === 'object') {
    const weights = readClassWeights(lossName, 'positiveWeight', weight)
    return (prediction) => classTensor(lossName, 'positiveWeight', weights, prediction, 'prediction')
  }
  checkNumber(lossName, 'positiveWeight', weight, { above: 0 })
  return () => weight
}

const probabilityFormula = /* @__PURE__ */ e.formula({
  name: 'binaryCrossEntropy',
  text: '−(b · log(a) + (1 − b) · log(1 − a))',
  define: (p, y) => {
    const logP = e.maximum(numerics.log(p!), -100)
    const logNotP = e.maximum(numerics.log1p(e.negate(p!)), -100)
    return e.subtract(e.negate(e.multiply(y!, logP)), e.multiply(e.subtract(1, y!), logNotP))
  },
})

const ofProbabilities = /* @__PURE__ */ defineElementwise({
  name: lossName,
  forward: (p, y) => probabilityFormula(p!, y!),
  gradient: ({ g }, p, y) => [e.multiply(g, e.divide(e.subtract(p!, y!), e.maximum(e.multiply(p!, e.subtract(1, p!)), 1e-12))), undefined],
  checks: [probabilityCheck, binaryTargetCheck],
})

const logitFormula = /* @__PURE__ */ e.formula({
  name: 'binaryCrossEntropyFromLogits',
  text: 'max(a, 0) − a · b + log(1 + exp(−|a|))',
  define: (x, y) => e.add(e.subtract(e.maximum(x!, 0), e.multiply(x!, y!)), numerics.log1p(numerics.exp(e.negate(e.abs(x!))))),
})

const ofLogits = /* @__PURE__ */ defineElementwise({
  name: lossName,
  forward: (x, y) => logitFormula(x!, y!),
  gradient: ({ g }, x, y) => [e.multiply(g, e.subtract(numerics.sigmoid(x!), y!)), undefined],
  checks: [binaryTargetCheck],
})

const weightedProbabilityFormula = /* @__PURE__ */ e.formula({
  name: 'weightedBinaryCrossEntropy',
  text: '−(c · b · log(a) + (1 − b) · log(1 − a))',
  define: (p, y, w) => {
    const logP = e.maximum(numerics.log(p!), -100)
    const logNotP = e.maximum(numerics.log1p(e.negate(p!)), -100)
    return e.subtract(e.negate(e.multiply(e.multiply(w!, y!), logP)), e.multiply(e.subtract(1, y!), logNotP))
  },
})

const weightedOfProbabilities = /* @__PURE__ */ defineElementwise({
  name: lossName,
  forward: (p, y, w) => weightedProbabilityFormula(p!, y!, w!),
  gradient: ({ g }, p, y, w) => {
    const notP = e.subtract(1, p!)
    const pull = e.subtract(e.multiply(e.subtract(1, y!), p!), e.multiply(e.multiply(w!, y!), notP))
    return [e.multiply(g, e.divide(pull, e.maximum(e.multiply(p!, notP), 1e-12))), undefined, undefined]
  },
  checks: [probabilityCheck, binaryTargetCheck],
})

const weightedLogitFormula = /* @__PURE__ */ e.formula({
  name: 'weightedBinaryCrossEntropyFromLogits',
  text: '(1 − b) · a + (1 + (c − 1) · b) · (max(−a, 0) + log(1 + exp(−|a|)))',
  define: (x, y, w) => {
    const surprise = e.add(e.maximum(e.negate(x!), 0), numerics.log1p(numerics.exp(e.negate(e.abs(x!)))))
    const weight = e.add(1, e.multiply(e.subtract(w!, 1), y!))
    return e.add(e.multiply(e.subtract(1, y!), x!), e.multiply(weight, surprise))
  },
})

const weightedOfLogits = /* @__PURE__ */ defineElementwise({
  name: lossName,
  forward: (x, y, w) => weightedLogitFormula(x!, y!, w!),
  gradient: ({ g }, x, y, w) => {
    const up = e.multiply(e.subtract(1, y!), numerics.sigmoid(x!))
    const down = e.multiply(e.multiply(w!, y!), numerics.sigmoid(e.negate(x!)))
    return [e.multiply(g, e.subtract(up, down)), undefined, undefined]
  },
  checks: [binaryTargetCheck],
})
