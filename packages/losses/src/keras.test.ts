import { divide, gradients, sum, type Tensor, tensor } from '@gradus/tensor'
import { describe, it } from 'vitest'
import keras from './__fixtures__/keras.json' with { type: 'json' }
import { expectNear, inputs, lossOf, named } from './__tests__/fixture-case.ts'

type Case = (typeof keras)[number]

const vector = (values: readonly number[], dtype: 'float32' | 'float64'): Tensor => tensor(Float64Array.from(values), { dtype })

/** Keras divides rows of probabilities by their sum before it compares them, and its gradients show it. */
function rows({ loss, options }: Case, x: Tensor): Tensor {
  const divided = ['categoricalCrossEntropy', 'sparseCategoricalCrossEntropy', 'categoricalFocalCrossEntropy'].includes(loss)
  return divided && !('fromLogits' in options) ? (divide(x, sum(x, -1, { keepDims: true })) as Tensor) : x
}

describe.each([
  ['float64', 1e-12],
  ['float32', 1e-5],
] as const)('losses, weights and gradients are those of Keras, in %s', (dtype, near) => {
  it.each(named<Case>(keras))('%s', (_, of) => {
    const { x, y } = inputs(of, dtype)
    const p = rows(of, x)
    const perSample = lossOf(of, 'none')(p, y)
    expectNear(perSample.toTypedArray(), of.perSample, near)
    const loss = lossOf(of, 'mean')
    expectNear([loss(p, y).item()], [of.mean], near)
    const weighted = loss(p, y, vector(of.weights, dtype))
    expectNear([weighted.item()], [of.weightedMean], near)
    expectNear(gradients(weighted, [x])[0].toTypedArray(), of.weightedMeanGradient, near)
    const [slope] = gradients(perSample, [x], { gradient: vector(of.upstream, dtype) })
    expectNear(slope.toTypedArray(), of.gradient, near)
  })
})
