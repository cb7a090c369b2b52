import { gradients, mean, multiply, square, subtract, type Tensor, tensor } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import { checkLossOptions, defineLoss, type Loss, type LossOptions, meanSquaredError } from './index.ts'

describe('defineLoss', () => {
  const squared = defineLoss({
    name: 'squared',
    expects: 'values',
    target: 'likePrediction',
    elements: (prediction, target) => square(subtract(prediction, target)) as Tensor,
  })

  it('makes what the built-in losses are', () => {
    const [p, y] = [
      tensor([
        [1, 2],
        [3, 5],
      ]),
      tensor([
        [1, 4],
        [0, 1],
      ]),
    ]
    expect(squared(p, y).item()).toBe(meanSquaredError()(p, y).item())
    expect({ ...squared }).toMatchObject({ name: 'squared', expects: 'values', target: 'likePrediction', reduction: 'mean' })
  })

  it('takes the mean over all that is left of a sample', () => {
    const prediction = tensor(
      Float64Array.from({ length: 12 }, (_, i) => i),
      { shape: [2, 3, 2] },
    )
    const target = tensor(new Float64Array(12), { shape: [2, 3, 2] })
    // (0² + … + 5²) / 6 and (6² + … + 11²) / 6
    expect(squared.perSample(prediction, target).toArray()).toEqual([55 / 6, 451 / 6])
  })

  it('keeps weights and reduction apart from the loss of a sample', () => {
    const weights = tensor([1, 0, 2])
    const weighted = (p: Tensor, y: Tensor): Tensor => mean(multiply(squared.perSample(p, y), weights)) as Tensor
    const p = tensor([1, 2, 3], { requiresGradient: true })
    const value = weighted(p, tensor([0, 0, 0]))
    expect(value.item()).toBeCloseTo((1 + 2 * 9) / 3, 6)
    expect(gradients(value, [p])[0].toArray()).toEqual([2 / 3, 0, 4].map(Math.fround))
  })

  it('can have options of its own', () => {
    interface HuberLikeOptions extends LossOptions {
      readonly scale?: number
    }
    const scaled = (options: HuberLikeOptions = {}): Loss<'likePrediction'> => {
      checkLossOptions('scaled', options, ['scale'])
      const { scale = 1 } = options
      const elements = (p: Tensor, y: Tensor): Tensor => multiply(square(subtract(p, y)), scale) as Tensor
      return defineLoss({ name: 'scaled', expects: 'values', target: 'likePrediction', elements }, options)
    }
    expect(scaled({ scale: 3, reduction: 'sum' })(tensor([1, 2]), tensor([0, 0])).item()).toBe(15)
    expect(() => scaled({ skale: 3 } as never)).toThrow(/scaled: unknown option "skale"; did you mean scale\?/)
  })
})
