import { checkNumber } from '@gradus/kernel'
import * as e from '@gradus/kernel/expression'
import * as numerics from '@gradus/kernel/numerics'
import { checkRows, defineElementwise, logSoftmax, multiply, sum, type Tensor } from '@gradus/tensor'
import { classTensor, readClassWeights } from './class-weights.ts'
import { type CrossEntropyOptions, readCrossEntropyOptions, smooth } from './cross-entropy-options.ts'
import { defineDistribution } from './distribution.ts'
import { checkGamma, focus, focusSlope } from './focal.ts'
import { defineLoss, type Loss } from './loss.ts'
import { cutLog, probabilityCheck } from './probability.ts'

/** Options of {@link categoricalFocalCrossEntropy}. */
export interface CategoricalFocalCrossEntropyOptions extends CrossEntropyOptions {
  /** How much less an answer counts the better it is, ≥ 0. Default 2. */
  readonly gamma?: number
  /** What all classes count, > 0, or one number ≥ 0 for each. No divisor follows it. Default 0.25, as in Keras. */
  readonly alpha?: number | readonly number[]
}

/**
 * Categorical focal cross-entropy: −Σ α (1 − p)^γ y·log p over the classes: answers that are good already count less.
 *
 * `labelSmoothing` is as in {@link categoricalCrossEntropy}.
 *
 * Shape: prediction [batch, …, classes], target the same: one-hot rows, or distributions → [], or [batch] with reduction 'none'
 * Gradient: the derivative, divided by the count; none for the target.
 * Stable: as {@link categoricalCrossEntropy}: logarithms are cut at −100, divisors at 1e-12; from logits by log-softmax. Probabilities are not
 * normalized again.
 * Throws: GradusError 'shape' when the shapes differ or alphas do not fit the classes, 'range' for a probability or target outside [0, 1],
 * a target row that does not sum to 1 (to a thousandth), an empty batch, or an option out of its range.
 * Source: Lin, Goyal, Girshick, He & Dollár 2017, Focal loss for dense object detection.
 *
 * @example
 * categoricalFocalCrossEntropy()(tensor([[0.5, 0.5]]), tensor([[1, 0]])).item() // 0.043321698904037476
 */
export function categoricalFocalCrossEntropy(options: CategoricalFocalCrossEntropyOptions = {}): Loss<'likePrediction'> {
  const { fromLogits, labelSmoothing } = readCrossEntropyOptions(lossName, options, ['gamma', 'alpha'])
  const { gamma = 2, alpha = 0.25 } = options
  checkGamma(lossName, gamma)
  const alphaFor = readAlpha(alpha)
  const focal = fromLogits ? defineOfLogarithms(gamma) : defineOfProbabilities(gamma)
  return defineLoss(
    {
      name: lossName,
      expects: fromLogits ? 'logits' : 'probabilities',
      target: 'likePrediction',
      elements: (prediction, target) => {
        checkRows(lossName, 'prediction', prediction)
        const y = smooth(distribution(target), labelSmoothing, prediction.shape.at(-1)!)
        const terms = focal(fromLogits ? logSoftmax(prediction) : prediction, y)
        return sum(multiply(terms, alphaFor(prediction)), -1)
      },
    },
    options,
  )
}

const lossName = 'categoricalFocalCrossEntropy'

const distribution = /* @__PURE__ */ defineDistribution(lossName)

/** Checks what classes count; gives what makes an operand of it. */
function readAlpha(alpha: unknown): (prediction: Tensor) => Tensor | number {
  if (typeof alpha === 'object') {
    const alphas = readClassWeights(lossName, 'alpha', alpha)
    return (prediction) => classTensor(lossName, 'alpha', alphas, prediction, 'prediction')
  }
  checkNumber(lossName, 'alpha', alpha, { above: 0 })
  return () => alpha
}

function defineOfProbabilities(gamma: number): (p: Tensor, y: Tensor) => Tensor {
  const formula = e.formula({
    name: lossName,
    text: `−b · (1 − a)^${gamma} · log(a)`,
    define: (p, y) => e.multiply(e.multiply(y!, focus(e.subtract(1, p!), gamma)), e.subtract(0, cutLog(p!))),
  })
  return defineElementwise({
    name: lossName,
    forward: (p, y) => formula(p!, y!),
    gradient: ({ g }, p, y) => {
      const miss = e.subtract(1, p!)
      const easier = e.multiply(focusSlope(miss, gamma), cutLog(p!))
      const pull = e.divide(focus(miss, gamma), e.maximum(p!, 1e-12))
      return [e.multiply(g, e.multiply(y!, e.subtract(easier, pull))), undefined]
    },
    checks: [probabilityCheck],
  })
}

/** The same of log p, which is all that is known of a p that rounds to 0. */
function defineOfLogarithms(gamma: number): (logP: Tensor, y: Tensor) => Tensor {
  const formula = e.formula({
    name: `${lossName}FromLogarithm`,
    text: `−b · (1 − exp(a))^${gamma} · a`,
    define: (logP, y) => e.multiply(e.multiply(y!, focus(e.negate(numerics.expm1(logP!)), gamma)), e.subtract(0, logP!)),
  })
  return defineElementwise({
    name: lossName,
    forward: (logP, y) => formula(logP!, y!),
    gradient: ({ g }, logP, y) => {
      const miss = e.negate(numerics.expm1(logP!))
      const easier = e.multiply(e.multiply(focusSlope(miss, gamma), numerics.exp(logP!)), logP!)
      return [e.multiply(g, e.multiply(y!, e.subtract(easier, focus(miss, gamma)))), undefined]
    },
  })
}
