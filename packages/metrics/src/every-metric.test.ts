import { slice, type Tensor, tensor } from '@gradus/tensor'
import { expectCompiled } from '@gradus/tensor/fixtures'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import keras from './__fixtures__/keras.json' with { type: 'json' }
import * as exported from './index.ts'

type Case = (typeof keras)[number]

const metricOf = ({ metric, options }: Case): exported.Metric =>
  (exported as unknown as Record<string, (options?: object) => exported.Metric>)[metric]!(options)

function inputs({ metric, prediction, target }: Case): { x: Tensor; y: Tensor } {
  const numbers = metric.startsWith('sparse') ? Int32Array.from(target.data) : Float64Array.from(target.data)
  return {
    x: tensor(Float64Array.from(prediction.data), { shape: prediction.shape }),
    y: tensor(numbers, { shape: target.shape }),
  }
}

/** The metric over some of the samples, each batch named by where it ends. */
function over(metric: exported.Metric, x: Tensor, y: Tensor, ends: readonly number[]): number {
  let [state, from] = [metric.initialize(), 0]
  for (const end of ends) {
    state = metric.update(state, slice(x, [[from, end]]), slice(y, [[from, end]]))
    from = end
  }
  return metric.value(state)
}

/** The rows of a tensor in another order. */
function reordered(t: Tensor, order: readonly number[]): Tensor {
  const data = t.toTypedArray()
  const width = t.size / t.shape[0]!
  const moved = data.slice()
  order.forEach((from, to) => {
    moved.set(data.subarray(from * width, (from + 1) * width) as Float64Array, to * width)
  })
  return tensor(moved as Float64Array, { shape: t.shape })
}

it('every exported metric is tested', () => {
  const makers = Object.keys(exported).filter((name) => name !== 'defineMeanMetric')
  expect(makers.filter((name) => !keras.some(({ metric }) => metric === name))).toEqual([])
})

describe.each(keras.map((of, i) => [`${of.metric} ${JSON.stringify(of.options)} of [${of.prediction.shape}], case ${i}`, of] as const))(
  '%s',
  (_, of) => {
    const metric = metricOf(of)
    const { x, y } = inputs(of)
    const size = x.shape[0]!
    const whole = over(metric, x, y, [size])

    it('is that of Keras', () => {
      expect(Math.abs(whole - of.value)).toBeLessThanOrEqual(1e-15 * Math.max(1, of.value))
    })

    it('gives the same bits when it is compiled', () => {
      const before = metric.update(metric.initialize(), x, y)
      expectCompiled('a batch', [x, y, ...Object.values(before)], () => Object.values(metric.update(before, x, y)))
    })

    it('does not depend on how the samples are cut into batches', () => {
      const cuts = fc.uniqueArray(fc.integer({ min: 0, max: size }), { maxLength: 6 })
      fc.assert(
        fc.property(cuts, (ends) => {
          const value = over(metric, x, y, [...ends.sort((a, b) => a - b), size])
          expect(Math.abs(value - whole)).toBeLessThanOrEqual(1e-14 * Math.max(1, whole))
        }),
        { numRuns: 40 },
      )
    })

    it('does not depend on the order of the samples', () => {
      const orders = fc.shuffledSubarray([...Array(size).keys()], { minLength: size, maxLength: size })
      fc.assert(
        fc.property(orders, (order) => {
          const value = over(metric, reordered(x, order), reordered(y, order), [size])
          expect(Math.abs(value - whole)).toBeLessThanOrEqual(1e-14 * Math.max(1, whole))
        }),
        { numRuns: 40 },
      )
    })

    it('keeps old states, and sums in float64 without a gradient', () => {
      const first = metric.initialize()
      const second = metric.update(first, x, y)
      expect(metric.value(first)).toBeNaN()
      expect(metric.value(metric.update(second, x, y))).toBeCloseTo(whole, 12)
      expect(metric.value(second)).toBe(whole)
      const p = tensor(x.toTypedArray() as Float64Array, { shape: x.shape, requiresGradient: true })
      for (const sum of Object.values(metric.update(first, p, y)))
        expect([sum.dtype, sum.shape, sum.requiresGradient]).toEqual(['float64', [], false])
    })
  },
)
