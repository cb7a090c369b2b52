import { gradients, oneHot, type Tensor, tensor } from '@gradus/tensor'
import { expectCompiled } from '@gradus/tensor/fixtures'
import { describe, expect, it } from 'vitest'
import type { Loss } from './index.ts'
import * as losses from './index.ts'

type DType = 'float32' | 'float64'

const indices = (...values: number[]): Tensor => tensor(Int32Array.from(values))
const scores = (dtype: DType = 'float64'): Tensor =>
  tensor(Float64Array.of(1, -2, 0.5, 0.25, 3, -1, 2, 2, 1, -0.5, 0, 1), { shape: [4, 3], dtype, requiresGradient: true })
const classWeights = [0.5, 2, 3]

describe('weights of classes', () => {
  it.each([{}, { labelSmoothing: 0.2 }])('weigh one-hot rows as they weigh class numbers, %o', (more) => {
    const options = { fromLogits: true, classWeights, ...more }
    const [sparse, categorical] = [losses.sparseCategoricalCrossEntropy(options), losses.categoricalCrossEntropy(options)]
    const [x, y] = [scores(), indices(0, 1, 2, 1)]
    const rows = oneHot(y, 3, { dtype: 'float64' }) as Tensor
    expect(categorical.sampleWeights?.(rows).toArray()).toEqual([0.5, 2, 3, 2])
    expect(sparse.sampleWeights?.(y).toArray()).toEqual([0.5, 2, 3, 2])
    const [a, b] = [sparse(x as never, y as never), categorical(x as never, rows as never)]
    expect(a.item()).toBeCloseTo(b.item(), 14)
    const [da, db] = [a, b].map((value) => gradients(value, [x])[0].toTypedArray())
    da!.forEach((slope, i) => {
      expect(slope).toBeCloseTo(db![i]!, 14)
    })
  })

  it('of which all are 1 change nothing', () => {
    const [x, y] = [scores(), indices(0, 1, 2, 1)]
    const plain = losses
      .sparseCategoricalCrossEntropy({ fromLogits: true })(x as never, y as never)
      .item()
    const same = losses
      .sparseCategoricalCrossEntropy({ fromLogits: true, classWeights: [1, 1, 1] })(x as never, y as never)
      .item()
    expect(same).toBe(plain)
  })

  it('are copied: a list that changes later changes nothing', () => {
    const own = [1, 2, 3]
    const loss = losses.sparseCategoricalCrossEntropy({ fromLogits: true, classWeights: own })
    const before = loss.perSample(scores(), indices(0, 1, 2, 1)).toArray()
    own[1] = -5
    expect(loss.perSample(scores(), indices(0, 1, 2, 1)).toArray()).toEqual(before)
  })

  it('count a mean over the rows of a sample', () => {
    const loss = losses.sparseCategoricalCrossEntropy({ fromLogits: true, classWeights, ignoreIndex: -1 })
    const y = tensor(Int32Array.of(0, 1, -1, 2), { shape: [2, 2] })
    expect(loss.sampleWeights?.(y).toArray()).toEqual([1.25, 1.5])
    expect(loss.sampleWeights?.(y).dtype).toBe('float64')
  })

  it('where only classes of weight 0 occur, give 0 and gradients of 0', () => {
    const x = scores()
    const value = losses.sparseCategoricalCrossEntropy({ fromLogits: true, classWeights: [0, 1, 1] })(
      x as never,
      indices(0, 0, 0, 0) as never,
    )
    expect(value.item()).toBe(0)
    expect(
      gradients(value, [x])[0]
        .toTypedArray()
        .every((slope) => Math.abs(slope) === 0),
    ).toBe(true)
  })

  it('are checked against the target alone', () => {
    const sparse = losses.sparseCategoricalCrossEntropy({ classWeights })
    expect(() => sparse.sampleWeights?.(indices(0, 3))).toThrow(/target\[1\] = 3 out of range \[0,2\]; classes count from 0/)
    expect(() => sparse.sampleWeights?.(tensor([0, 1]))).toThrow(/sparseCategoricalCrossEntropy: target must be int32, got float32/)
    const categorical = losses.categoricalCrossEntropy({ classWeights })
    expect(() => categorical.sampleWeights?.(tensor([[0, 1]]))).toThrow(
      /classWeights has 3 numbers, expected 2, one for each class of target \[1,2\]/,
    )
    expect(() => categorical.sampleWeights?.(tensor([[1, 1, 0]]))).toThrow(/the sum of target row\[0\] = 2 out of range/)
  })
})

describe('targets to ignore', () => {
  const options = { fromLogits: true, ignoreIndex: -100 }

  it('take no part: the mean is that of the others', () => {
    const loss = losses.sparseCategoricalCrossEntropy(options)
    const few = tensor(Float64Array.of(1, -2, 0.5, 0.25, 3, -1), { shape: [2, 3] })
    const all = loss(scores() as never, indices(0, 1, -100, -100) as never).item()
    expect(all).toBeCloseTo(
      losses
        .sparseCategoricalCrossEntropy({ fromLogits: true })(few as never, indices(0, 1) as never)
        .item(),
      15,
    )
  })

  it('that are all, give 0 and gradients of 0', () => {
    const x = scores()
    const value = losses.sparseCategoricalCrossEntropy(options)(x as never, indices(-100, -100, -100, -100) as never)
    expect(value.item()).toBe(0)
    expect(
      gradients(value, [x])[0]
        .toTypedArray()
        .every((slope) => Math.abs(slope) === 0),
    ).toBe(true)
  })

  it('may have predictions that are NaN', () => {
    const x = tensor([[Number.NaN, 0], [1, 2]], { dtype: 'float64' }) as Tensor // biome-ignore format: as a matrix
    expect(
      losses
        .sparseCategoricalCrossEntropy(options)(x as never, indices(-100, 1) as never)
        .item(),
    ).toBeCloseTo(0.31326168751822286, 14)
  })
})

const weighted: readonly (readonly [string, Loss, Tensor | 'rows'])[] = [
  [
    'sparse',
    losses.sparseCategoricalCrossEntropy({ fromLogits: true, classWeights, ignoreIndex: 2, labelSmoothing: 0.1 }) as Loss,
    indices(0, 1, 2, 1),
  ],
  ['sparse, all ignored', losses.sparseCategoricalCrossEntropy({ fromLogits: true, ignoreIndex: 2 }) as Loss, indices(2, 2, 2, 2)],
  ['categorical', losses.categoricalCrossEntropy({ fromLogits: true, classWeights }) as Loss, 'rows'],
  ['categorical focal', losses.categoricalFocalCrossEntropy({ fromLogits: true, alpha: classWeights }) as Loss, 'rows'],
  ['binary', losses.binaryCrossEntropy({ fromLogits: true, positiveWeight: classWeights }), 'rows'],
]

describe.each(['float32', 'float64'] as const)('in %s numbers of the classes', (dtype) => {
  it.each(weighted)('give the same bits when compiled: %s', (_, loss, target) => {
    const y = target === 'rows' ? (oneHot(indices(0, 1, 2, 1), 3, { dtype }) as Tensor) : target
    const x = scores(dtype)
    const weights = tensor([1, 0, 2, 0.5], { dtype })
    expectCompiled('a step', [x, y, weights], () => [
      loss.perSample(x, y),
      ...(loss.sampleWeights ? [loss.sampleWeights(y)] : []),
      loss(x, y),
      loss(x, y, weights),
      ...gradients(loss(x, y, weights), [x]),
    ])
  })
})
