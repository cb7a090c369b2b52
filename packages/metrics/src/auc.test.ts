import { type ErrorCode, GradusError } from '@gradus/kernel'
import { type Tensor, tensor, zeros } from '@gradus/tensor'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AucOptions, auc, streaming, type WholeMetricState } from './index.ts'

const { NaN: nan } = Number
const array = (x: Tensor) => ({ data: x.toTypedArray(), shape: x.shape, dtype: x.dtype })
const classes = (...values: number[]): Tensor => tensor(Int32Array.from(values))

/** The area of one batch. */
function of(options: AucOptions, prediction: Tensor, target: Tensor): number {
  const metric = streaming(auc(options))
  metric.update(prediction, target)
  return metric.value()
}

/** By definition: each pair of a 1 and a 0. */
function pairs(scores: readonly number[], targets: readonly number[]): number {
  let [sum, count] = [0, 0]
  scores.forEach((high, i) => {
    scores.forEach((low, j) => {
      if (targets[i] !== 1 || targets[j] !== 0) return
      count++
      sum += high > low ? 1 : high === low ? 0.5 : 0
    })
  })
  return sum / count
}

/** By definition: a point of the curve for each threshold. */
function steps(scores: readonly number[], targets: readonly number[]): number {
  const positives = targets.filter((y) => y === 1).length
  let [area, before] = [0, 0]
  for (const threshold of [...new Set(scores)].sort((a, b) => b - a)) {
    const above = targets.filter((_, i) => scores[i]! >= threshold)
    const right = above.filter((y) => y === 1).length
    area += ((right - before) / positives) * (right / above.length)
    before = right
  }
  return area
}

describe('auc', () => {
  it('is the area by its definition, with any ties', () => {
    const samples = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0, 1)), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(samples, (items) => {
        const [scores, targets] = [items.map(([score]) => score), items.map(([, y]) => y)]
        const [x, y] = [tensor(scores), tensor(targets)]
        expect(of({}, x, y)).toBe(pairs(scores, targets))
        if (targets.includes(1)) expect(Math.abs(of({ curve: 'PR' }, x, y) - steps(scores, targets))).toBeLessThanOrEqual(1e-14)
      }),
    )
  })

  it('depends on the order of scores only, and is turned round with it', () => {
    const samples = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.constantFrom(0, 1)), { minLength: 2, maxLength: 30 })
    fc.assert(
      fc.property(samples, (items) => {
        const scores = Float64Array.from(items, ([score]) => score)
        const y = tensor(items.map(([, y]) => y))
        const area = of({}, tensor(scores), y)
        expect(of({}, tensor(scores.map((score) => score * score * score + 5)), y)).toBe(area)
        if (!Number.isNaN(area)) expect(of({}, tensor(scores.map((score) => -score)), y)).toBeCloseTo(1 - area, 14)
      }),
    )
  })

  it('takes infinities as scores, and −0 as 0', () => {
    expect(of({}, tensor([Infinity, -Infinity, 0]), tensor([1, 0, 0]))).toBe(1)
    expect(of({}, tensor([0, -0]), tensor([1, 0]))).toBe(0.5)
    expect(of({ curve: 'PR' }, tensor([0, -0]), tensor([1, 0]))).toBe(0.5)
  })

  it('is NaN where there is nothing to order, and without a 1 there is no precision', () => {
    expect(streaming(auc()).value()).toBeNaN()
    expect(streaming(auc({ curve: 'PR' })).value()).toBeNaN()
    expect(of({}, zeros([0]), zeros([0]))).toBeNaN()
    expect(of({}, tensor([0.1, 0.9]), tensor([1, 1]))).toBeNaN()
    expect(of({}, tensor([0.1, 0.9]), tensor([0, 0]))).toBeNaN()
    expect(of({ curve: 'PR' }, tensor([0.1, 0.9]), tensor([1, 1]))).toBe(1)
    expect(of({ curve: 'PR' }, tensor([0.1, 0.9]), tensor([0, 0]))).toBe(0)
    expect(of({ classes: 3 }, zeros([2, 3]), classes(0, 1)), 'a class that never occurs').toBeNaN()
    expect(of({ classes: 3, curve: 'PR' }, zeros([2, 3]), classes(0, 1))).toBe((0.5 + 0.5 + 0) / 3)
  })

  it('goes on from a copy of its state', () => {
    const metric = auc()
    const [x, y] = [array(tensor([0.9, 0.4, 0.3])), array(tensor([1, 0, 1]))]
    const state = metric.update(metric.initialize(), x, y)
    const copy = structuredClone(state)
    for (let i = 0; i < 20; i++) metric.update(state, x, y)
    expect(metric.value(copy)).toBe(0.5)
    expect(metric.value(metric.update(copy, array(tensor([0.95])), array(tensor([0]))))).toBe(0.25)
  })

  it('is quick and exact for many samples', () => {
    const size = 200_000
    const scores = Float64Array.from({ length: size }, (_, i) => (i * 7919) % size)
    const y = tensor(scores.map((score) => (score >= size / 4 ? 1 : 0)))
    expect(of({}, tensor(scores), y)).toBe(1)
    expect(of({}, tensor(scores.map((score) => score % 2)), y)).toBe(0.5)
  })

  it('has a name for each curve', () => {
    expect([auc().name, auc({ curve: 'ROC' }).name, auc({ curve: 'PR' }).name]).toEqual(['auc', 'auc', 'aucPR'])
  })
})

const batch = (x: Tensor, y: Tensor, options: AucOptions = {}) => {
  const metric = auc(options)
  return (state: WholeMetricState) =>
    options.classes ? metric.update(metric.initialize(), array(x), array(y)) : metric.update(state, array(x), array(y))
}

describe('what auc refuses', () => {
  const rows: [what: string, action: (state: WholeMetricState) => unknown, code: ErrorCode, message: RegExp][] = [
    ['lengths 10 and 9', batch(zeros([10]), zeros([9])), 'shape', /^auc: prediction \[10\] and target \[9\] must have the same shape$/],
    ['[4,1] against [4]', batch(zeros([4, 1]), zeros([4])), 'shape', /broadcasting would compare 16 pairs, use target\.reshape\(\[4,1\]\)/],
    ['a scalar', batch(tensor(1), tensor(1)), 'shape', /prediction is a scalar, expected \[batch, …\]/],
    ['a prediction of integers', batch(classes(1), classes(1)), 'type', /prediction is int32, expected float32 or float64; use cast/],
    ['a NaN, after scores that are none', batch(tensor([0.5, nan]), tensor([1, 0])), 'range', /prediction\[1\] = NaN; NaN has no place/],
    ['targets −1 and 1', batch(zeros([2]), tensor([1, -1])), 'range', /target\[1\] = -1 is no integer in \[0,1\]; targets are 0 and 1/],
    ['a soft target', batch(zeros([2]), tensor([1, 0.5])), 'range', /target\[1\] = 0\.5 is no integer/],
    ['a NaN target', batch(zeros([2]), tensor([1, nan])), 'range', /target\[1\] = NaN is no integer/],
    [
      '2 scores for 3 classes',
      batch(zeros([4, 2]), zeros([4, 2]), { classes: 3 }),
      'shape',
      /\[4,2\], expected \[batch, …, 3\] for 3 classes/,
    ],
    [
      'class 3 of 3',
      batch(zeros([2, 3]), classes(0, 3), { classes: 3 }),
      'range',
      /target\[1\] = 3 is no integer in \[0,2\]; classes count/,
    ],
    ['class numbers as floats', batch(zeros([2, 3]), zeros([2]), { classes: 3 }), 'type', /target must be int32, got float32/],
    ['two ones', batch(zeros([1, 3]), tensor([[1, 1, 0]]), { classes: 3 }), 'range', /row 0 of target has 2 ones; one-hot rows/],
    [
      'tensors',
      (state) => auc().update(state, zeros([1]) as never, zeros([1]) as never),
      'type',
      /prediction must be \{ data, shape, dtype \}, got a Tensor; for tensors use streaming/,
    ],
    ['no state', () => auc().value(undefined as never), 'state', /auc: the state has no curves; begin with initialize\(\)/],
    ['a state of other classes', (state) => auc({ classes: 2 }).value(state), 'state', /auc: the state has no curves/],
    ['an unknown curve', () => auc({ curve: 'roc' as never }), 'type', /unknown curve "roc", expected one of ROC, PR; did you mean ROC\?/],
    ['one class', () => auc({ classes: 1 }), 'range', /classes must be an integer in \[2, 32768\], got 1/],
    ['an unknown average', () => auc({ classes: 2, average: 'micro' as never }), 'type', /unknown average "micro", expected one of macro/],
    ['an average of two classes', () => auc({ average: 'macro' }), 'state', /average is for many classes; say how many by classes/],
    ['a misspelt option', () => auc({ kurve: 'PR' } as never), 'type', /unknown option "kurve"; did you mean curve\?/],
  ]

  it.each(rows)('%s', (_, action, code, message) => {
    const metric = auc()
    const state = metric.update(metric.initialize(), array(tensor([0.9, 0.4])), array(tensor([1, 0])))
    const before = structuredClone(state)
    let error: unknown
    try {
      action(state)
    } catch (caught) {
      error = caught
    }
    expect(error).toBeInstanceOf(GradusError)
    expect((error as GradusError).message).toMatch(message)
    expect((error as GradusError).code).toBe(code)
    expect(state, 'the state is as it was').toEqual(before)
  })
})
