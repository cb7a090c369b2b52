import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { defineElementwise } from '@gradus/tensor'
import { type CrossEntropyOptions, readFromLogits } from './cross-entropy-options.ts'
import { defineLoss, type Loss } from './loss.ts'
import { probabilityCheck } from './probability.ts'

/**
 * Binary cross-entropy: −(y·log p + (1 − y)·log(1 − p)), the surprise at a yes-or-no answer.
 *
 * Shape: prediction [batch, …], target the same → [], or [batch] with reduction 'none'
 * Units: nats per element.
 * Gradient: (p − y) / (p (1 − p)), from logits σ(x) − y, both divided by the count; none for the target.
 * Stable: logarithms are cut at −100 (as PyTorch does) and p (1 − p) at 1e-12 in the gradient; logits of ±1000 are exact.
 * Throws: GradusError 'shape' when the shapes differ, 'range' for a probability or target outside [0, 1] or an empty batch.
 * Source: Goodfellow et al. 2016, Deep Learning, §6.2.2.2.
 *
 * @example
 * binaryCrossEntropy()(tensor([[0.5]]), tensor([[1]])).item() // 0.6931471824645996
 */
export function binaryCrossEntropy(options: CrossEntropyOptions = {}): Loss<'likePrediction'> {
  const fromLogits = readFromLogits('binaryCrossEntropy', options)
  return defineLoss(
    {
      name: 'binaryCrossEntropy',
      expects: fromLogits ? 'logits' : 'probabilities',
      target: 'likePrediction',
      elements: fromLogits ? ofLogits : ofProbabilities,
    },
    options,
  )
}

const targetCheck = { input: 1, min: 0, max: 1, label: 'target', hint: 'targets are 0 and 1, not −1 and 1 or class numbers' }

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
  name: 'binaryCrossEntropy',
  forward: (p, y) => probabilityFormula(p!, y!),
  gradient: ({ g }, p, y) => [e.multiply(g, e.divide(e.subtract(p!, y!), e.maximum(e.multiply(p!, e.subtract(1, p!)), 1e-12))), undefined],
  checks: [probabilityCheck, targetCheck],
})

const logitFormula = /* @__PURE__ */ e.formula({
  name: 'binaryCrossEntropyFromLogits',
  text: 'max(a, 0) − a · b + log(1 + exp(−|a|))',
  define: (x, y) => e.add(e.subtract(e.maximum(x!, 0), e.multiply(x!, y!)), numerics.log1p(numerics.exp(e.negate(e.abs(x!))))),
})

const ofLogits = /* @__PURE__ */ defineElementwise({
  name: 'binaryCrossEntropy',
  forward: (x, y) => logitFormula(x!, y!),
  gradient: ({ g }, x, y) => [e.multiply(g, e.subtract(numerics.sigmoid(x!), y!)), undefined],
  checks: [targetCheck],
})
