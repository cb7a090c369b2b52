import type { ArrayData } from '@gradus/kernel'
import { dense, input, sequential } from '@gradus/layers'
import { binaryCrossEntropy, categoricalCrossEntropy, defineLoss, meanSquaredError, sparseCategoricalCrossEntropy } from '@gradus/losses'
import type { Tensor } from '@gradus/tensor'
import { expect, it } from 'vitest'
import type { TrainingView } from '../training-view.ts'
import { constantLoss } from './constant-loss.ts'

const view = (loss: unknown, units: number) =>
  ({ loss, model: sequential([input([2]), dense(units)], { dtype: 'float64' }) }) as unknown as TrainingView
const column = (values: number[], width = 1): ArrayData => ({
  data: Float64Array.from(values),
  shape: [values.length / width, width],
  dtype: 'float64',
})
const classes = (values: number[]): ArrayData => ({ data: Int32Array.from(values), shape: [values.length], dtype: 'int32' })

// Entropies in nats, by numpy: −Σ p log p.
it.each([
  ['ln 2 for as many ones as zeros', binaryCrossEntropy(), 1, column([0, 1, 1, 0]), Math.LN2],
  ['the same from logits', binaryCrossEntropy({ fromLogits: true }), 1, column([0, 1, 1, 0]), Math.LN2],
  ['H(1/4) for one of four', binaryCrossEntropy({ fromLogits: true }), 1, column([0, 0, 1, 0]), 0.5623351446188083],
  ['the mean over outputs', binaryCrossEntropy(), 2, column([0, 0, 1, 0, 0, 0, 1, 1], 2), (Math.LN2 + 0.5623351446188083) / 2],
  ['ln 3 for three even classes', sparseCategoricalCrossEntropy({ fromLogits: true }), 3, classes([0, 1, 2, 2, 1, 0]), 1.0986122886681098],
  ['the entropy of uneven ones', sparseCategoricalCrossEntropy(), 3, classes([0, 1, 1, 2]), 1.0397207708399179],
  ['without those to ignore', sparseCategoricalCrossEntropy({ ignoreIndex: -1 }), 3, classes([0, 1, 1, 2, -1, -1]), 1.0397207708399179],
  ['of classes with weights', sparseCategoricalCrossEntropy({ classWeights: [2, 1, 2] }), 3, classes([0, 1, 1, 2]), 1.0986122886681098],
  ['the same of rows', categoricalCrossEntropy(), 3, column([1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1], 3), 1.0397207708399179],
  [
    'and from logits',
    categoricalCrossEntropy({ fromLogits: true }),
    3,
    column([1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1], 3),
    1.0397207708399179,
  ],
  ['the variance of values', meanSquaredError(), 1, column([1, 2, 3, 6]), 3.5],
] as const)('is %s', (_, loss, units, targets, expected) => {
  expect(constantLoss(view(loss, units), targets)).toBeCloseTo(expected, 6)
})

it('is unknown where a loss cannot be asked', () => {
  const stubborn = defineLoss({
    name: 'stubborn',
    expects: 'values',
    target: 'likePrediction',
    elements: (): Tensor => {
      throw new Error('no')
    },
  })
  expect(constantLoss(view(stubborn, 1), column([1, 2]))).toBeUndefined()
})
