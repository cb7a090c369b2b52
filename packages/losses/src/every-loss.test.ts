import { cast, checkGradients, concat, gradients, slice, type Tensor, tensor } from '@gradus/tensor'
import { expectCompiled } from '@gradus/tensor/fixtures'
import { describe, expect, it } from 'vitest'
import { sample, shapesFor, upstreamOf, variants } from './__tests__/variants.ts'
import * as exported from './index.ts'

it('every exported loss is tested', () => {
  const makers = Object.entries(exported).filter(
    ([name, value]) => typeof value === 'function' && !['defineLoss', 'checkLossOptions'].includes(name),
  )
  const tested = new Set(variants.map(({ make }) => make().name))
  expect(makers.map(([name]) => name).filter((name) => !tested.has(name))).toEqual([])
})

describe.each(variants)('$label', (variant) => {
  const { make } = variant
  const loss = make()
  const each = make({ reduction: 'none' })

  it.each(shapesFor(variant))('has gradients of both orders that differences confirm, for [%s, %s, …]', (...sizes) => {
    const shape = sizes.filter((size) => size !== undefined)
    const { x, y } = sample(variant, shape, 1)
    const upstream = upstreamOf(shape[0]!, 2)
    checkGradients((p) => each(p, y), [x], { upstream, absolute: 1e-8, relative: 1e-6 })
    const slope = (p: Tensor): Tensor => gradients(each(p, y), [p], { gradient: upstream, createGraph: true })[0]
    if (variant.flat) return
    checkGradients(slope, [x], { absolute: 1e-7, relative: 1e-5 })
  })

  it.each(shapesFor(variant))('gives each sample the loss it has alone, for [%s, %s, …]', (...sizes) => {
    const shape = sizes.filter((size) => size !== undefined)
    const { x, y } = sample(variant, shape, 3)
    const perSample = loss.perSample(x, y)
    expect(perSample.shape).toEqual([shape[0]])
    expect(each(x, y).toArray()).toEqual(perSample.toArray())
    const alone = Array.from({ length: shape[0]! }, (_, i) => each(slice(x, [[i, i + 1]]), slice(y, [[i, i + 1]])).toArray())

    expect(perSample.toArray()).toEqual(alone.flat())
  })

  it('reduces by the mean and the sum of the samples', () => {
    const { x, y } = sample(variant, shapesFor(variant)[0]!, 4)
    const perSample = loss.perSample(x, y).toArray() as readonly number[]
    const total = perSample.reduce((a, b) => a + b)
    const summed = make({ reduction: 'sum' })(x, y)
    expect([summed.shape, loss(x, y).shape]).toEqual([[], []])
    expect(summed.item()).toBeCloseTo(total, 12)
    const counts = (loss.sampleWeights?.(y).toArray() ?? perSample.map(() => 1)) as readonly number[]
    expect(loss(x, y).item()).toBeCloseTo(total / counts.reduce((a, b) => a + b), 13)
  })

  it('weighs the samples before it reduces', () => {
    const { x, y } = sample(variant, shapesFor(variant)[0]!, 4)
    const perSample = loss.perSample(x, y).toArray() as readonly number[]
    const weights = perSample.map((_, i) => i / 2)
    const weighted = perSample.map((value, i) => value * weights[i]!)
    const total = weighted.reduce((a, b) => a + b)
    const w = tensor(Float64Array.from(weights))
    expect(each(x, y, w).toArray()).toEqual(weighted)
    expect(make({ reduction: 'sum' })(x, y, w).item()).toBeCloseTo(total, 12)
    const counts = (loss.sampleWeights?.(y).toArray() ?? perSample.map(() => 1)) as readonly number[]
    expect(loss(x, y, w).item()).toBeCloseTo(total / counts.reduce((a, b) => a + b), 12)
  })

  it('does not depend on the order of the samples', () => {
    const { x, y } = sample(variant, shapesFor(variant)[0]!, 5)
    const rotated = (t: Tensor): Tensor => concat([slice(t, [[1, t.shape[0]!]]), slice(t, [[0, 1]])] as never, 0)
    expect(loss(rotated(x), rotated(y)).item()).toBeCloseTo(loss(x, y).item(), 13)
  })

  it('gives the same in float32, to rounding', () => {
    const { x, y } = sample(variant, shapesFor(variant)[0]!, 6)
    const half = (t: Tensor): Tensor => (t.dtype === 'int32' ? t : cast(t, 'float32'))
    const rough = make()(half(x), half(y))
    expect(rough.dtype).toBe('float32')
    expect(rough.item() / loss(x, y).item()).toBeCloseTo(1, 5)
  })

  it.each(['float32', 'float64'] as const)('gives the same bits in %s, with its gradient, when it is compiled', (dtype) => {
    shapesFor(variant).forEach((shape, i) => {
      const { x, y } = sample(variant, shape, 10 + i, dtype)
      const p = tensor(x.toTypedArray() as Float64Array, { shape, requiresGradient: true })
      expectCompiled(`[${shape}]`, [p, y], () => [
        each(p, y),
        loss(p, y),
        ...(loss.sampleWeights ? [loss.sampleWeights(y)] : []),
        ...gradients(loss(p, y), [p]),
      ])
    })
  })

  it('gives a target no gradient', () => {
    const { x, y } = sample(variant, shapesFor(variant)[0]!, 7)
    if (y.dtype === 'int32') return
    const [p, t] = [x, y].map((value) => tensor(value.toTypedArray() as Float64Array, { shape: value.shape, requiresGradient: true }))
    expect(gradients(loss(p!, t!), [p!, t!], { allowUnused: true })[1]).toBeUndefined()
  })

  it('is NaN for a NaN prediction, so that a trainer sees it', () => {
    const { x, y } = sample(variant, shapesFor(variant)[0]!, 8)
    const data = x.toTypedArray()
    data.fill(Number.NaN, 0, x.size / x.shape[0]!)
    const perSample = loss.perSample(tensor(data as Float64Array, { shape: x.shape }), y).toArray() as number[]
    expect(perSample[0]).toBeNaN()
    expect(perSample.slice(1).every(Number.isFinite)).toBe(true)
  })

  it('sums an empty batch to 0', () => {
    const { x, y } = sample(variant, shapesFor(variant)[0]!, 9)
    const none = (t: Tensor): Tensor => slice(t, [[0, 0]])
    expect(make({ reduction: 'sum' })(none(x), none(y)).item()).toBe(0)
    expect(each(none(x), none(y)).shape).toEqual([0])
  })

  it('shows its name and what it expects, and keeps them', () => {
    expect(Object.keys(loss)).toEqual(expect.arrayContaining(['name', 'expects', 'target', 'reduction', 'perSample']))
    expect(variant.label).toContain(loss.name)
    expect(() => Object.assign(loss, { reduction: 'none' })).toThrow(TypeError)
  })
})
