import { cast, slice, type Tensor, tensor } from '@gradus/tensor'
import { expectCompiled } from '@gradus/tensor/fixtures'
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { describe, expect, it } from 'vitest'
import { cases, difference, metricOf, type Value } from './__fixtures__/cases.ts'
import * as exported from './index.ts'

type AnyMetric = ReturnType<typeof metricOf>

/** The metric over some of the samples, each batch named by where it ends. */
function over(metric: AnyMetric, x: Tensor, y: Tensor, ends: readonly number[] = [x.shape[0]!]): Value {
  const seen = exported.streaming(metric)
  let from = 0
  for (const end of ends) {
    seen.update(slice(x, [[from, end]]) as Tensor, slice(y, [[from, end]]) as Tensor)
    from = end
  }
  return seen.value()
}

/** The rows of a tensor in another order. */
function reordered(t: Tensor, order: readonly number[]): Tensor {
  const data = t.toTypedArray()
  const width = t.size / t.shape[0]!
  const moved = data.slice()
  order.forEach((from, to) => {
    moved.set(data.subarray(from * width, (from + 1) * width) as Float64Array, to * width)
  })
  return tensor(moved as Float64Array, { shape: t.shape, ...(t.dtype !== 'bool' && { dtype: t.dtype }) })
}

// Of these a value is made of sums that round; all others count.
const rounding = /Error$|^rSquared$|^cosineSimilarity$/

it('every exported metric is tested', () => {
  const makers = Object.keys(exported).filter((name) => !/^define|^streaming$/.test(name))
  expect(makers.filter((name) => !cases.some(({ metric }) => metric === name))).toEqual([])
})

describe.each(cases.map((of) => [of.title, of] as const))('%s', (_, of) => {
  const metric = metricOf(of)
  const { x, y } = of
  const size = x.shape[0]!
  const whole = over(metric, x, y)
  const scale = Math.max(1, ...[whole].flat(2).map(Math.abs))
  const tolerance = rounding.test(of.metric) ? 1e-14 * scale : 0

  it('is that of others', () => {
    expect(difference(whole, of.value)).toBeLessThanOrEqual(2e-15 * scale)
  })

  it('does not depend on how the samples are cut into batches', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 0, max: size }), { maxLength: 6 })
    fc.assert(
      fc.property(cuts, (ends) => {
        expect(difference(over(metric, x, y, [...ends.sort((a, b) => a - b), size]), whole)).toBeLessThanOrEqual(tolerance)
      }),
      runs(15),
    )
  })

  it('does not depend on the order of the samples', () => {
    const orders = fc.shuffledSubarray([...Array(size).keys()], { minLength: size, maxLength: size })
    fc.assert(
      fc.property(orders, (order) => {
        expect(difference(over(metric, reordered(x, order), reordered(y, order)), whole)).toBeLessThanOrEqual(tolerance)
      }),
      runs(15),
    )
  })

  it('is the same of float32', () => {
    // Beside 10⁶ the differences of float32 numbers are others.
    if (x.dtype !== 'float64' || x.toTypedArray()[0]! >= 1e6) return
    const target = y.dtype === 'float64' ? cast(y, 'float32') : y
    const rounded = over(metric, cast(x, 'float32') as Tensor, target as Tensor)
    if (!rounding.test(of.metric)) expect(rounded).toEqual(whole)
    else expect(difference(rounded, whole) / scale).toBeLessThanOrEqual(1e-6)
  })

  it('takes 0 and 1 as integers and bools', () => {
    const takes = ['binaryAccuracy', 'precision', 'recall', 'specificity', 'f1', 'fBeta', 'matthewsCorrelation', 'cohenKappa']
    if (y.dtype !== 'float64' || ![...takes, 'confusionMatrix', 'auc'].includes(of.metric)) return
    for (const dtype of ['int32', 'bool'] as const) expect(over(metric, x, cast(y, dtype) as Tensor)).toEqual(whole)
  })
})

const ofSums = cases.flatMap((of) => {
  const metric = metricOf(of)
  return 'needs' in metric ? [] : [[of.title, of, metric] as const]
})

describe.each(ofSums)('%s', (_, { x, y }, metric) => {
  it('gives the same bits when it is compiled', () => {
    const before = metric.update(metric.initialize(), x, y)
    expectCompiled('a batch', [x, y, ...Object.values(before)], () => Object.values(metric.update(before, x, y)))
  })

  it('keeps old states, and sums in float64 without a gradient', () => {
    const first = metric.initialize()
    const second = metric.update(first, x, y)
    const whole = metric.value(second)
    expect(
      Object.values(first)
        .flatMap((sum) => [...sum.toTypedArray()])
        .filter((sum) => sum !== 0),
    ).toEqual([])
    metric.update(second, x, y)
    expect(metric.value(second)).toEqual(whole)
    if (x.dtype !== 'float64') return
    const p = tensor(x.toTypedArray() as Float64Array, { shape: x.shape, requiresGradient: true })
    for (const [key, sum] of Object.entries(metric.update(first, p, y)))
      expect([sum.dtype, sum.shape, sum.requiresGradient]).toEqual(['float64', first[key]!.shape, false])
  })
})
