import { gradients, multiply, sum, type Tensor, tensor } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import type { Loss } from './index.ts'
import * as losses from './index.ts'

const { binaryCrossEntropy, categoricalCrossEntropy, sparseCategoricalCrossEntropy } = losses

const dtypes = ['float32', 'float64'] as const
const probabilities = [0, 1e-45, 1e-30, 1e-8, 0.5, 1 - 2 ** -24, 1]
const logits = [-1000, -90, -1e-30, 0, 1e-30, 90, 1000]

/** The loss of each sample, and its first and second derivative in the direction of an uneven upstream gradient. */
function derivatives(loss: Loss, values: readonly (readonly number[])[], target: Tensor, dtype: 'float32' | 'float64') {
  const x = tensor(values as never, { dtype, requiresGradient: true }) as Tensor
  const value = loss.perSample(x, target)
  const [first] = gradients(sum(multiply(value, 0.7)) as Tensor, [x], { createGraph: true })
  const second = first.requiresGradient ? gradients(sum(multiply(first, 0.3)) as Tensor, [x], { allowUnused: true })[0] : undefined
  return { value: [...value.toTypedArray()], first: [...first.toTypedArray()], second: [...(second?.toTypedArray() ?? [])] }
}

describe.each(dtypes)('in %s the cross-entropies are finite where a logarithm or an exponential alone is not', (dtype) => {
  const binary = (points: readonly number[], fromLogits: boolean) =>
    points.flatMap((point) => [0, 1].map((y) => [point, y, fromLogits] as const))

  it.each([...binary(probabilities, false), ...binary(logits, true)])('binary: %s against %s, from logits: %s', (point, y, fromLogits) => {
    const { value, first, second } = derivatives(binaryCrossEntropy({ fromLogits }), [[point]], tensor([[y]], { dtype }), dtype)
    expect(value[0]).toBeGreaterThanOrEqual(0)
    expect(value[0]).toBeLessThanOrEqual(fromLogits ? 1000 : 100)
    expect([...first, ...second].every(Number.isFinite)).toBe(true)
  })

  const rows = { false: probabilities.map((p) => [p, 1 - p, 0]), true: logits.map((x) => [x, -x, 1000]) }
  const cases = [false, true].flatMap((fromLogits) =>
    rows[`${fromLogits}`].flatMap((row) => [0, 1, 2].map((label) => ({ row, label, fromLogits }))),
  )

  it.each(cases)('categorical: $row, class $label, from logits: $fromLogits', ({ row, label, fromLogits }) => {
    const oneHot = tensor([[0, 1, 2].map((i) => (i === label ? 1 : 0))] as never, { dtype }) as Tensor
    const dense = derivatives(categoricalCrossEntropy({ fromLogits }), [row], oneHot, dtype)
    const sparse = derivatives(sparseCategoricalCrossEntropy({ fromLogits }) as Loss, [row], tensor(Int32Array.of(label)), dtype)
    expect(dense.value[0]).toBeGreaterThanOrEqual(0)
    expect(dense.value[0]).toBeLessThanOrEqual(fromLogits ? 2001 : 100)
    expect([...dense.first, ...dense.second].every(Number.isFinite)).toBe(true)
    expect([...sparse.first, ...sparse.second].every(Number.isFinite)).toBe(true)
    expect([sparse.value, sparse.first.map(Math.abs)]).toEqual([dense.value, dense.first.map(Math.abs)])
  })
})

describe('a prediction that is right and certain', () => {
  const row = tensor([[0, 1]])
  const bits = tensor([1, 0])
  const index = tensor(Int32Array.of(1))
  const sure = tensor([1000, -1000])
  const sureRow = tensor([[-1000, 1000]])
  const logits = { fromLogits: true }

  it.each<[string, Loss, Tensor, Tensor]>([
    ['binary', losses.binaryCrossEntropy(), bits, bits],
    ['binary from logits', losses.binaryCrossEntropy(logits), sure, bits],
    ['binary, weighted', losses.binaryCrossEntropy({ positiveWeight: 2 }), bits, bits],
    ['binary from logits, weighted', losses.binaryCrossEntropy({ ...logits, positiveWeight: 2 }), sure, bits],
    ['binary focal', losses.binaryFocalCrossEntropy({ gamma: 0 }), bits, bits],
    ['binary focal from logits', losses.binaryFocalCrossEntropy(logits), sure, bits],
    ['categorical', losses.categoricalCrossEntropy() as Loss, row, row],
    ['categorical, weighted', losses.categoricalCrossEntropy({ classWeights: [1, 2] }) as Loss, row, row],
    ['categorical focal', losses.categoricalFocalCrossEntropy() as Loss, row, row],
    ['categorical focal from logits', losses.categoricalFocalCrossEntropy(logits) as Loss, sureRow, row],
    ['sparse', losses.sparseCategoricalCrossEntropy() as Loss, row, index],
    ['sparse, weighted', losses.sparseCategoricalCrossEntropy({ classWeights: [1, 2] }) as Loss, row, index],
    ['generalized', losses.categoricalGeneralizedCrossEntropy() as Loss, row, index],
    ['hinge', losses.hinge(), sure, bits],
    ['categoricalHinge', losses.categoricalHinge() as Loss, sureRow, row],
    ['klDivergence from logits', losses.klDivergence(logits) as Loss, sureRow, row],
    ['huber', losses.huber(), sure, sure],
    ['logCosh', losses.logCosh(), sure, sure],
  ])('costs 0, not −0: %s', (_, loss, prediction, target) => {
    expect([...loss.perSample(prediction, target).toTypedArray()].every((value) => Object.is(value, 0))).toBe(true)
    expect(loss(prediction, target).item()).toBe(0)
  })
})
