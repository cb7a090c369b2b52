import { type Tensor, tensor, zeros } from '@gradus/tensor'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Metric } from './index.ts'
import * as metrics from './index.ts'

const { NaN: nan } = Number

/** The metric of one batch. */
function of<Value>(metric: Metric<string, Value>, prediction: Tensor, target: Tensor): Value {
  return metric.value(metric.update(metric.initialize(), prediction, target))
}

describe('what a metric says where its formula does not', () => {
  const [low, high, zero, one] = [tensor([0.1, 0.2]), tensor([0.8, 0.9]), tensor([0, 0]), tensor([1, 1])]

  it('is NaN when nothing was seen, for all that divide', () => {
    const { precision, recall, specificity, f1, fBeta, matthewsCorrelation, cohenKappa, rSquared } = metrics
    const counting = [precision(), recall(), specificity(), f1(), fBeta({ beta: 2 }), matthewsCorrelation(), cohenKappa()]
    for (const metric of counting) {
      expect(metric.value(metric.initialize())).toBeNaN()
      expect(of(metric, zeros([0, 1]), zeros([0, 1]))).toBeNaN()
    }
    expect(precision({ classes: 3 }).value(precision({ classes: 3 }).initialize())).toBeNaN()
    expect(of(precision({ classes: 2, average: 'none' }), zeros([0, 2]), zeros([0, 2]))).toEqual([nan, nan])
    expect(rSquared({ outputs: 2, average: 'none' }).value(rSquared({ outputs: 2 }).initialize())).toEqual([nan, nan])
    expect(of(metrics.confusionMatrix({ normalize: 'all' }), zeros([0]), zeros([0]))).toEqual([
      [0, 0],
      [0, 0],
    ])
  })

  it('is 0 for a quotient of counts that are none', () => {
    expect(of(metrics.precision(), low, one)).toBe(0)
    expect(of(metrics.recall(), high, zero)).toBe(0)
    expect(of(metrics.specificity(), low, one)).toBe(0)
    expect(of(metrics.f1(), low, zero)).toBe(0)
    expect(of(metrics.fBeta({ beta: 0.5 }), low, zero)).toBe(0)
    for (const [x, y] of [
      [high, one],
      [low, one],
      [low, tensor([0, 1])],
      [tensor([0.1, 0.9]), one],
    ] as const)
      expect(of(metrics.matthewsCorrelation(), x, y)).toBe(0)
    expect(of(metrics.cohenKappa(), high, one)).toBe(0)
  })

  it('is 1 or 0 for the R² of a constant target, whatever the constant', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 2, max: 9 }), (constant, count) => {
        const y = tensor(new Float64Array(count).fill(constant))
        expect(of(metrics.rSquared(), y, y)).toBe(1)
        expect(of(metrics.rSquared(), tensor(new Float64Array(count).fill(constant === 1 ? 2 : 1)), y)).toBe(0)
      }),
    )
    const metric = metrics.rSquared()
    const [x, y] = [tensor(Float64Array.of(0.1)), tensor(Float64Array.of(0.1))]
    const first = metric.update(metric.initialize(), x, y)
    expect(metric.value(first), 'one sample').toBeNaN()
    expect(metric.value(metric.update(first, x, y)), 'one in each batch').toBe(1)
    expect(of(metric, tensor([nan, 1]), tensor([1, 1])), 'a NaN prediction').toBeNaN()
    expect(of(metric, tensor([1, 2]), tensor([1, nan])), 'a NaN target').toBeNaN()
  })

  it('is 0 for the cosine of a row of zeros, and right where squares overflow or vanish', () => {
    const cosine = (a: number, b: number, c: number, d: number) =>
      of(metrics.cosineSimilarity(), tensor([[a, b]], { dtype: 'float64' }), tensor([[c, d]], { dtype: 'float64' }))
    expect(cosine(0, 0, 1, 2)).toBe(0)
    expect(cosine(3e200, 4e200, 6e-200, 8e-200)).toBeCloseTo(1, 14)
    expect(cosine(3e200, 4e200, -6e-200, -8e-200)).toBeCloseTo(-1, 14)
    expect(cosine(Infinity, 1, 1, 1)).toBeNaN()
    expect(cosine(nan, 1, 1, 1)).toBeNaN()
  })
})

describe('what counts as predicted', () => {
  it('is above the threshold, not at it; 0 for logits', () => {
    expect(of(metrics.recall(), tensor([0.5, 0.51]), tensor([1, 1]))).toBe(0.5)
    expect(of(metrics.recall({ threshold: 0 }), tensor([0, 0.1, -2, Infinity]), tensor([1, 1, 1, 1]))).toBe(0.5)
    expect(of(metrics.specificity({ threshold: 0 }), tensor([-Infinity, 0.1]), tensor([0, 0]))).toBe(0.5)
  })

  it('is the first of the largest scores', () => {
    const [scores, right] = [tensor([[0.4, 0.4, 0.2]]), tensor(Int32Array.of(1))]
    expect(of(metrics.confusionMatrix({ classes: 3 }), scores, right)).toEqual([
      [0, 0, 0],
      [1, 0, 0],
      [0, 0, 0],
    ])
    const among = (k: number, place: number) => of(metrics.sparseTopKCategoricalAccuracy({ k }), scores, tensor(Int32Array.of(place)))
    expect([among(1, 0), among(1, 1), among(2, 0), among(2, 1), among(2, 2), among(3, 2)]).toEqual([1, 0, 1, 1, 0, 1])
    expect(of(metrics.sparseTopKCategoricalAccuracy({ k: 2 }), tensor([[nan, 0.4, 0.2]]), right), 'with a NaN').toBe(0)
  })

  it('agrees with the accuracies', () => {
    const rows = fc.array(fc.tuple(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }), fc.nat(3)), { minLength: 1 })
    fc.assert(
      fc.property(rows, (items) => {
        const [x, y] = [tensor(items.map(([scores]) => scores)), tensor(Int32Array.from(items, ([, place]) => place))]
        const accuracy = of(metrics.sparseCategoricalAccuracy(), x, y)
        expect(of(metrics.sparseTopKCategoricalAccuracy({ k: 1 }), x, y)).toBe(accuracy)
        expect(of(metrics.precision({ classes: 4, average: 'micro' }), x, y)).toBe(accuracy)
        expect(of(metrics.recall({ classes: 4, average: 'weighted' }), x, y)).toBeCloseTo(accuracy, 14)
      }),
    )
  })
})
