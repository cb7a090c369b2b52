import { abs, cast, max, maximum, min, minimum, subtract, type Tensor, tensor, zeros } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import {
  binaryAccuracy,
  categoricalAccuracy,
  defineMeanMetric,
  defineMetric,
  type Metric,
  meanAbsoluteError,
  meanSquaredError,
  sparseCategoricalAccuracy,
} from './index.ts'

const { NaN: nan } = Number

/** The metric of one batch. */
function of<Value>(metric: Metric<string, Value>, prediction: Tensor, target: Tensor): Value {
  return metric.value(metric.update(metric.initialize(), prediction, target))
}

describe('what a metric says', () => {
  it('is NaN when it has seen nothing', () => {
    for (const metric of [binaryAccuracy(), categoricalAccuracy(), sparseCategoricalAccuracy(), meanSquaredError(), meanAbsoluteError()]) {
      expect(metric.value(metric.initialize())).toBeNaN()
    }
    expect(of(meanSquaredError(), zeros([0, 2]), zeros([0, 2]))).toBeNaN()
  })

  it('is unchanged by an empty batch', () => {
    const metric = meanSquaredError()
    const state = metric.update(metric.initialize(), tensor([1, 2]), tensor([1, 4]))
    expect(metric.value(metric.update(state, zeros([0]), zeros([0])))).toBe(2)
  })

  it('does not count a NaN prediction as right, whatever the target', () => {
    expect(of(binaryAccuracy(), tensor([nan, nan, 0.9, 0.1]), tensor([0, 1, 1, 0]))).toBe(0.5)
    const scores = tensor([
      [nan, 0.2],
      [0.8, nan],
      [0.3, 0.7],
    ])
    expect(of(sparseCategoricalAccuracy(), scores, tensor(Int32Array.of(0, 1, 1)))).toBe(1 / 3)
    expect(of(sparseCategoricalAccuracy(), scores, tensor(Int32Array.of(1, 0, 1)))).toBe(1 / 3)
    expect(
      of(
        categoricalAccuracy(),
        scores,
        tensor([
          [1, 0],
          [0, 1],
          [0, 1],
        ]),
      ),
    ).toBe(1 / 3)
    expect(of(meanSquaredError(), tensor([nan, 1]), tensor([0, 1]))).toBeNaN()
    expect(of(meanAbsoluteError(), tensor([nan, 1]), tensor([0, 1]))).toBeNaN()
  })

  it('takes infinite scores as scores', () => {
    expect(of(binaryAccuracy({ threshold: 0 }), tensor([Infinity, -Infinity]), tensor([1, 0]))).toBe(1)
    expect(
      of(
        sparseCategoricalAccuracy(),
        tensor([
          [-Infinity, Infinity],
          [Infinity, 0],
        ]),
        tensor(Int32Array.of(1, 0)),
      ),
    ).toBe(1)
  })

  it('is exact where float32 sums are not', () => {
    // 2²⁴ + 1 has no float32; nor has the square of 1e20 or of 1e-30.
    const metric = meanAbsoluteError()
    let state = metric.update(metric.initialize(), tensor([2 ** 24, 1]), tensor([0, 0]))
    state = metric.update(state, tensor([1, 1]), tensor([0, 0]))
    expect(metric.value(state)).toBe((2 ** 24 + 3) / 4)
    expect(of(meanSquaredError(), tensor([1e20]), tensor([0]))).toBe(Math.fround(1e20) ** 2)
    expect(of(meanSquaredError(), tensor([1e-30]), tensor([0]))).toBe(Math.fround(1e-30) ** 2)
    expect(of(meanAbsoluteError(), tensor([1]), tensor([1e-10]))).toBe(1 - Math.fround(1e-10))
  })

  it('counts past 2²⁴ elements', () => {
    const metric = binaryAccuracy()
    const size = 2 ** 22
    const [prediction, target] = [zeros([size]), zeros([size])]
    let state = metric.initialize()
    for (let batch = 0; batch < 5; batch++) state = metric.update(state, prediction, target)
    state = metric.update(state, tensor([1]), tensor([0]))
    expect(metric.value(state)).toBe((5 * size) / (5 * size + 1))
  })
})

describe('defineMetric', () => {
  it('remembers tensors of any shape, and nothing else', () => {
    const range = defineMetric({
      name: 'range',
      state: { low: [2], high: [2] },
      update: ({ low, high }, prediction) => ({
        low: minimum(low, min(cast(prediction, 'float64'), 0) as Tensor) as Tensor,
        high: maximum(high, max(cast(prediction, 'float64'), 0) as Tensor) as Tensor,
        other: prediction,
      }),
      value: ({ low, high }) => [...low, ...high],
      scalar: false,
    })
    const x = tensor([
      [1, -2],
      [-3, 4],
    ])
    const state = range.update(range.initialize(), x, x)
    expect(Object.keys(state)).toEqual(['low', 'high'])
    expect(range.value(state)).toEqual([-3, -2, 1, 4])
    expect([range.name, range.scalar]).toEqual(['range', false])
  })
})

describe('defineMeanMetric', () => {
  it('makes a metric of one function', () => {
    const within = (tolerance: number) =>
      defineMeanMetric({ name: 'within', each: (p, y) => abs(subtract(p, y)).add(-tolerance).multiply(-1) as Tensor })
    expect(of(within(1), tensor([1, 2]), tensor([1, 2.5]))).toBe(0.75)
    expect(within(1).name).toBe('within')
  })

  it('leaves the shapes to the definition where it has a check', () => {
    const metric = defineMeanMetric({ name: 'meanTarget', each: (_, target) => target, check: () => undefined })
    expect(of(metric, tensor([1, 2, 3]), tensor([4, 6]))).toBe(5)
  })
})
