import { checkBoolean, checkNumber, type Expression, GradusError } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { add, defineElementwise, detach, multiply, type Tensor } from '@gradus/tensor'
import { type CrossEntropyOptions, readCrossEntropyOptions } from './cross-entropy-options.ts'
import { checkGamma, focus, focusSlope } from './focal.ts'
import { defineLoss, type Loss } from './loss.ts'
import { binaryTargetCheck, cutLog, cutLogOfRest, probabilityCheck, smoothBinary } from './probability.ts'

/** Options of {@link binaryFocalCrossEntropy}. */
export interface BinaryFocalCrossEntropyOptions extends CrossEntropyOptions {
  /** How much less an answer counts the better it is, ≥ 0; 0 gives the cross-entropy. Default 2. */
  readonly gamma?: number
  /** Whether positive targets count alpha and negative ones 1 − alpha. Default false, as in Keras. */
  readonly applyClassBalancing?: boolean
  /** What positive targets count where classes are balanced, in [0, 1]. Default 0.25. */
  readonly alpha?: number
}

/**
 * Binary focal cross-entropy: (1 − pₜ)^γ times the binary cross-entropy, where pₜ = y·p + (1 − y)(1 − p) is the probability of what is true.
 *
 * torchvision's `sigmoid_focal_loss` is this with `fromLogits` and `applyClassBalancing`. `labelSmoothing` is as in {@link binaryCrossEntropy}.
 *
 * Shape: prediction [batch, …], target the same → [], or [batch] with reduction 'none'
 * Gradient: the derivative, divided by the count; none for the target.
 * Stable: as {@link binaryCrossEntropy}: logarithms are cut at −100, divisors at 1e-12; logits of ±1000 are exact.
 * Throws: GradusError 'shape' when the shapes differ, 'range' for a probability or target outside [0, 1], an empty batch, or an option out
 * of its range; 'type' for an alpha that would not be used.
 * Source: Lin, Goyal, Girshick, He & Dollár 2017, Focal loss for dense object detection.
 *
 * @example
 * binaryFocalCrossEntropy()(tensor([[0.5]]), tensor([[1]])).item() // 0.1732867956161499
 */
export function binaryFocalCrossEntropy(options: BinaryFocalCrossEntropyOptions = {}): Loss<'likePrediction'> {
  const { fromLogits, labelSmoothing } = readCrossEntropyOptions(lossName, options, ['gamma', 'applyClassBalancing', 'alpha'])
  const { gamma = 2 } = options
  checkGamma(lossName, gamma)
  const alpha = readAlpha(options)
  const focal = fromLogits ? defineOfLogits(gamma) : defineOfProbabilities(gamma)
  return defineLoss(
    {
      name: lossName,
      expects: fromLogits ? 'logits' : 'probabilities',
      target: 'likePrediction',
      elements: (prediction, target) => {
        const y = smoothBinary(lossName, target, labelSmoothing)
        const loss: Tensor = focal(prediction, y)
        return alpha === undefined ? loss : (multiply(loss, add(multiply(detach(y), 2 * alpha - 1), 1 - alpha)) as Tensor)
      },
    },
    options,
  )
}

const lossName = 'binaryFocalCrossEntropy'

function readAlpha({ applyClassBalancing, alpha }: BinaryFocalCrossEntropyOptions): number | undefined {
  if (applyClassBalancing !== undefined) checkBoolean(lossName, 'applyClassBalancing', applyClassBalancing)
  if (alpha !== undefined) checkNumber(lossName, 'alpha', alpha, { min: 0, max: 1 })
  if (alpha !== undefined && applyClassBalancing === undefined)
    throw new GradusError('type', `${lossName}: alpha is used where classes are balanced; pass { applyClassBalancing: true } with it`)
  return applyClassBalancing ? (alpha ?? 0.25) : undefined
}

/** What is not true of two complementary shares: y of the second, 1 − y of the first. */
function mix(y: Expression, ofNegative: Expression, ofPositive: Expression): Expression {
  return e.add(e.multiply(e.subtract(1, y), ofNegative), e.multiply(y, ofPositive))
}

function defineOfProbabilities(gamma: number) {
  const surprise = (p: Expression, y: Expression): Expression => e.subtract(0, mix(y, cutLogOfRest(p), cutLog(p)))
  const miss = (p: Expression, y: Expression): Expression => mix(y, p, e.subtract(1, p))
  const formula = e.formula({
    name: lossName,
    text: `(a (1 − b) + b (1 − a))^${gamma} · −(b · log(a) + (1 − b) · log(1 − a))`,
    define: (p, y) => e.multiply(focus(miss(p!, y!), gamma), surprise(p!, y!)),
  })
  return defineElementwise({
    name: lossName,
    forward: (p, y) => formula(p!, y!),
    gradient: ({ g }, p, y) => {
      const off = miss(p!, y!)
      const easier = e.multiply(e.multiply(focusSlope(off, gamma), e.subtract(1, e.multiply(2, y!))), surprise(p!, y!))
      const pull = e.divide(e.subtract(p!, y!), e.maximum(e.multiply(p!, e.subtract(1, p!)), 1e-12))
      return [e.multiply(g, e.add(easier, e.multiply(focus(off, gamma), pull))), undefined]
    },
    checks: [probabilityCheck, binaryTargetCheck],
  })
}

function defineOfLogits(gamma: number) {
  const surprise = (x: Expression, y: Expression): Expression =>
    e.add(e.subtract(e.maximum(x, 0), e.multiply(x, y)), numerics.log1p(numerics.exp(e.negate(e.abs(x)))))
  const miss = (x: Expression, y: Expression): Expression => mix(y, numerics.sigmoid(x), numerics.sigmoid(e.negate(x)))
  const formula = e.formula({
    name: `${lossName}FromLogits`,
    text: `(σ(a) (1 − b) + b σ(−a))^${gamma} · (max(a, 0) − a · b + log(1 + exp(−|a|)))`,
    define: (x, y) => e.multiply(focus(miss(x!, y!), gamma), surprise(x!, y!)),
  })
  return defineElementwise({
    name: lossName,
    forward: (x, y) => formula(x!, y!),
    gradient: ({ g }, x, y) => {
      const [p, notP] = [numerics.sigmoid(x!), numerics.sigmoid(e.negate(x!))]
      const off = mix(y!, p, notP)
      const steep = e.multiply(e.multiply(p, notP), e.subtract(1, e.multiply(2, y!)))
      const easier = e.multiply(e.multiply(focusSlope(off, gamma), steep), surprise(x!, y!))
      const pull = mix(y!, p, e.negate(notP))
      return [e.multiply(g, e.add(easier, e.multiply(focus(off, gamma), pull))), undefined]
    },
    checks: [binaryTargetCheck],
  })
}
