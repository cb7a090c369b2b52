import { gradients, noGradient } from '@gradus/tensor'
import { crossEntropy, forward, initialWeights, problem, type ScratchSettings, type ScratchStep } from './scratch.ts'

/** The same gradient descent as in `scratch.ts`, but the backward pass is one call; the digits are the same to 1e-12. */
export function* learnByAutograd(settings: ScratchSettings): Generator<ScratchStep, never> {
  const { x, y, η } = problem(settings)
  const weights = initialWeights(settings, true)
  const { w1, w2, b1, b2 } = weights
  const learning = settings.bias ? [w1, w2, b1, b2] : [w1, w2]
  for (;;) {
    const { a2 } = forward(weights, x)
    const loss = crossEntropy(a2, y)
    yield { loss, a2, weights }

    const slopes = gradients(loss, learning)
    noGradient(() => {
      for (const [i, w] of learning.entries()) w.assign(w.subtract(slopes[i]!.multiply(η)))
    })
  }
}
