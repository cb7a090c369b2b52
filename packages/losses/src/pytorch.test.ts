import { gradients, tensor } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import pytorch from './__fixtures__/pytorch.json' with { type: 'json' }
import { expectNear, inputs, lossOf, named } from './__tests__/fixture-case.ts'

type Case = (typeof pytorch)[number] & { readonly meanGradient?: readonly number[] }

const near = 1e-15

describe('losses and gradients are those of PyTorch', () => {
  it.each(named<Case>(pytorch))('%s', (_, of) => {
    const { x, y } = inputs(of)
    const perSample = lossOf(of, 'none')(x, y)
    expectNear(perSample.toTypedArray(), of.perSample, near)
    const mean = lossOf(of, 'mean')(x, y)
    expectNear([mean.item()], [of.mean], near)
    expectNear([lossOf(of, 'sum')(x, y).item()], [of.sum], near)
    const [slope] = gradients(perSample, [x], { gradient: tensor(Float64Array.from(of.upstream)) })
    // PyTorch cuts the divisor of the binary gradient at the float32 nearest to 1e-12, which is 4e-9 off.
    expectNear(slope.toTypedArray(), of.gradient, of.label === '0 and 1' ? 5e-9 : near)
    expect(slope.toTypedArray().every(Number.isFinite)).toBe(true)
    if (of.meanGradient !== undefined) expectNear(gradients(mean, [x])[0].toTypedArray(), of.meanGradient, near)
  })

  it.each(named<Case>(pytorch))('in float32: %s', (_, of) => {
    if (of.label === '0 and 1') return
    const { x, y } = inputs(of, 'float32')
    const perSample = lossOf(of, 'none')(x, y)
    expectNear(perSample.toTypedArray(), of.perSample, 1e-5)
    const [slope] = gradients(perSample, [x], { gradient: tensor(Float64Array.from(of.upstream), { dtype: 'float32' }) })
    expectNear(slope.toTypedArray(), of.gradient, 1e-5)
  })
})
