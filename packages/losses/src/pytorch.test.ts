import { gradients, tensor } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import keras from './__fixtures__/keras.json' with { type: 'json' }
import pytorch from './__fixtures__/pytorch.json' with { type: 'json' }
import * as losses from './index.ts'

type Case = Omit<(typeof pytorch)[number], 'upstream' | 'gradient'>

const lossOf = ({ loss, options }: Case, reduction: losses.Reduction): losses.Loss =>
  (losses as unknown as Record<string, (options: object) => losses.Loss>)[loss]!({ ...options, reduction })

function inputs(of: Case) {
  const { prediction, target } = of
  const numbers = lossOf(of, 'none').target === 'classIndex' ? Int32Array.from(target.data) : Float64Array.from(target.data)
  return {
    x: tensor(Float64Array.from(prediction.data), { shape: prediction.shape, requiresGradient: true }),
    y: tensor(numbers, { shape: target.shape }),
  }
}

/** Expects numbers near others: to a few units in the last place, and beside the largest ones to as many of theirs. */
function expectNear(actual: ArrayLike<number>, expected: readonly number[], relative: number): void {
  expect(actual).toHaveLength(expected.length)
  expected.forEach((want, i) => {
    const error = Math.abs(actual[i]! - want) / Math.max(Math.abs(want), 1)
    if (!(error <= relative)) expect.fail(`element ${i} is ${actual[i]}, expected ${want}`)
  })
}

describe('losses and gradients are those of PyTorch', () => {
  it.each(pytorch.map((of) => [`${of.loss} ${JSON.stringify(of.options)}, ${of.label}`, of] as const))('%s', (_, of) => {
    const { x, y } = inputs(of)
    const perSample = lossOf(of, 'none')(x, y)
    expectNear(perSample.toTypedArray(), of.perSample, 1e-15)
    expectNear([lossOf(of, 'mean')(x, y).item()], [of.mean], 1e-15)
    expectNear([lossOf(of, 'sum')(x, y).item()], [of.sum], 1e-15)
    const [slope] = gradients(perSample, [x], { gradient: tensor(Float64Array.from(of.upstream)) })
    // PyTorch cuts the divisor of the binary gradient at the float32 nearest to 1e-12, which is 4e-9 off.
    expectNear(slope.toTypedArray(), of.gradient, of.label === '0 and 1' ? 5e-9 : 1e-15)
    expect(slope.toTypedArray().every(Number.isFinite)).toBe(true)
  })
})

describe('the reductions mean what they mean in Keras', () => {
  it.each(keras.map((of) => [of.loss, { ...of, label: '' }] as const))('%s', (_, of) => {
    const { x, y } = inputs(of)
    expectNear(lossOf(of, 'none')(x, y).toTypedArray(), of.perSample, 1e-6)
    expectNear([lossOf(of, 'mean')(x, y).item()], [of.mean], 1e-6)
    expectNear([lossOf(of, 'sum')(x, y).item()], [of.sum], 1e-6)
  })
})
