import { gradients, multiply, sum, type Tensor, tensor } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import type { Loss } from './index.ts'
import * as losses from './index.ts'

type Case = readonly [
  label: string,
  loss: Loss,
  predictions: readonly (readonly number[])[],
  targets: readonly (readonly number[] | number)[],
]

const far = [-1000, -90, -1, -1e-30, 0, 1e-30, 1, 90, 1000]
const probabilities = [0, 1e-45, 1e-30, 1e-8, 0.5, 1 - 2 ** -24, 1]
const logits = { fromLogits: true }
const each = (values: readonly number[]) => values.map((value) => [value])
const rowsOf = (values: readonly number[]) => values.flatMap((value) => [[value, -value, 1000]])
const shares = probabilities.map((p) => [p, 1 - p, 0])
const oneHot = [[1, 0, 0], [0, 1, 0], [0, 0, 1]] // biome-ignore format: as a matrix
const yesOrNo = [[0], [1], [0.25]]
const gammas = [0, 0.5, 1, 1.5, 2, 3]

const cases: readonly Case[] = [
  ['huber', losses.huber(), each(far), each([0, 1000])],
  ['logCosh', losses.logCosh(), each(far), each([0, 1000])],
  ['hinge', losses.hinge(), each(far), each([-1, 0, 1])],
  ['squaredHinge', losses.squaredHinge(), each(far), each([-1, 0, 1])],
  ['categoricalHinge', losses.categoricalHinge() as Loss, rowsOf(far), oneHot],
  ['meanAbsolutePercentageError', losses.meanAbsolutePercentageError(), each(far), each(far)],
  ['meanSquaredLogarithmicError', losses.meanSquaredLogarithmicError(), each(far), each([0, 1e-30, 1000])],
  ['poisson', losses.poisson(), each([0, 1e-30, 1, 1000]), each([0, 1, 1000])],
  ['poisson, full', losses.poisson({ full: true }), each([0, 1e-30, 1, 1000]), each([0, 1, 1000])],
  ['poisson of logarithms', losses.poisson({ logInput: true }), each([-1000, -90, 0, 80]), each([0, 1, 1000])],
  ['cosineSimilarity', losses.cosineSimilarity(), [...rowsOf(far), [0, 0, 0], [1e-12, 0, 0]], [...rowsOf(far), [0, 0, 0]]],
  ['klDivergence', losses.klDivergence() as Loss, shares, [...oneHot, [0.5, 0.25, 0.25]]],
  ['klDivergence from logits', losses.klDivergence(logits) as Loss, rowsOf(far), [...oneHot, [0.5, 0.25, 0.25]]],
  ['dice', losses.dice(), shares, [...oneHot, [0, 0, 0], [1, 1, 1]]],
  ['tversky', losses.tversky({ alpha: 0, beta: 1 }), [...shares, [0, 0, 0]], [...oneHot, [0, 0, 0], [1, 1, 1]]],
  ['generalized', losses.categoricalGeneralizedCrossEntropy() as Loss, shares, [0, 1, 2]],
  ...[{}, logits].flatMap((kind): Case[] => {
    const [values, rows] = 'fromLogits' in kind ? [each(far), rowsOf(far)] : [each(probabilities), shares]
    const name = 'fromLogits' in kind ? 'from logits' : 'of probabilities'
    return [
      [
        `binary, weighted and smoothed, ${name}`,
        losses.binaryCrossEntropy({ ...kind, positiveWeight: 3, labelSmoothing: 0.1 }),
        values,
        yesOrNo,
      ],
      [`binary, weighted, ${name}`, losses.binaryCrossEntropy({ ...kind, positiveWeight: 3 }), values, yesOrNo],
      [
        `categorical, weighted and smoothed, ${name}`,
        losses.categoricalCrossEntropy({ ...kind, classWeights: [1, 0, 3], labelSmoothing: 0.1 }) as Loss,
        rows,
        oneHot,
      ],
      [
        `sparse, weighted and smoothed, ${name}`,
        losses.sparseCategoricalCrossEntropy({ ...kind, classWeights: [1, 0, 3], labelSmoothing: 0.1, ignoreIndex: 2 }) as Loss,
        rows,
        [0, 1, 2],
      ],
      ...gammas.flatMap((gamma): Case[] => [
        [
          `binary focal, γ ${gamma}, ${name}`,
          losses.binaryFocalCrossEntropy({ ...kind, gamma, applyClassBalancing: true }),
          values,
          yesOrNo,
        ],
        [`categorical focal, γ ${gamma}, ${name}`, losses.categoricalFocalCrossEntropy({ ...kind, gamma }) as Loss, rows, oneHot],
      ]),
    ]
  }),
]

describe.each(['float32', 'float64'] as const)('in %s losses and their derivatives of both orders are finite at extremes', (dtype) => {
  it.each(cases)('%s', (_, loss, predictions, targets) => {
    for (const prediction of predictions) {
      for (const target of targets) {
        const x = tensor([prediction] as never, { dtype, requiresGradient: true }) as Tensor
        const y = typeof target === 'number' ? tensor(Int32Array.of(target)) : (tensor([target] as never, { dtype }) as Tensor)
        const value = loss.perSample(x, y)
        const [first] = gradients(sum(multiply(value, 0.7)) as Tensor, [x], { createGraph: true })
        const [second] = first.requiresGradient ? gradients(sum(multiply(first, 0.3)) as Tensor, [x], { allowUnused: true }) : []
        const found = [value, first, ...(second ? [second] : [])].flatMap((part) => [...part.toTypedArray()])
        const wrong = found.find((number) => !Number.isFinite(number))
        if (wrong !== undefined) expect.fail(`[${prediction}] against [${target}]: ${found.join(', ')}`)
      }
    }
  })
})

describe('at a kink the gradient is that which is documented', () => {
  const slope = (loss: Loss, prediction: readonly number[], target: readonly number[]): unknown => {
    const x = tensor([prediction] as never, { requiresGradient: true }) as Tensor
    return (gradients(loss(x, tensor([target] as never) as Tensor), [x])[0].toArray() as unknown[])[0]
  }

  it.each([
    ['huber where it is right', losses.huber(), [0], [0], [0]],
    ['huber at delta', losses.huber(), [1], [0], [1]],
    ['hinge at the margin', losses.hinge(), [1], [1], [0]],
    ['hinge at the margin of 0', losses.hinge(), [-1], [0], [0]],
    ['squaredHinge at the margin', losses.squaredHinge(), [1], [1], [0]],
    ['categoricalHinge at the margin', losses.categoricalHinge(), [2, 1], [1, 0], [0, 0]],
    ['categoricalHinge where wrong classes tie', losses.categoricalHinge(), [2, 2, 2], [1, 0, 0], [-1, 0.5, 0.5]],
    ['percentage where it is right', losses.meanAbsolutePercentageError(), [2], [2], [0]],
    ['a negative amount', losses.meanSquaredLogarithmicError(), [-1], [2], [0]],
    ['klDivergence beyond its cut', losses.klDivergence(), [0, 1], [0.5, 0.5], [0, -0.5]],
    ['cosineSimilarity at 0', losses.cosineSimilarity(), [0, 0], [0, 2], [0, -1e7]],
  ] as const)('%s', (_, loss, prediction, target, expected) => {
    expect(slope(loss as Loss, prediction, target)).toEqual(expected.map((value) => Math.fround(value) + 0))
  })
})

describe('small errors keep their digits', () => {
  it.each([1e-3, 1e-6, 1e-9])('logCosh of %s', (d) => {
    const [p, y] = [tensor([d], { dtype: 'float64' }), tensor([0], { dtype: 'float64' })]
    // log cosh d = d²/2 − d⁴/12 + …
    expect(losses.logCosh()(p, y).item() / ((d * d) / 2 - (d * d * d * d) / 12)).toBeCloseTo(1, 11)
  })

  it('a good answer far from the border costs almost nothing in the focal loss, but not less than that', () => {
    const [p, y] = [tensor([30], { dtype: 'float64' }), tensor([1], { dtype: 'float64' })]
    expect(losses.binaryFocalCrossEntropy({ fromLogits: true })(p, y).item()).toBeGreaterThan(0)
  })
})
