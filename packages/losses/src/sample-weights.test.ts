import { cast, equal, gradients, multiply, notEqual, square, subtract, type Tensor, tensor, where } from '@gradus/tensor'
import { expectCompiled } from '@gradus/tensor/fixtures'
import { describe, expect, it } from 'vitest'
import { defineLoss, type LossOptions, meanSquaredError } from './index.ts'

/** Squares in which targets of −1 do not count. */
function squaresOfKnown(options: LossOptions = {}) {
  const counts = (target: Tensor): Tensor => cast(notEqual(target, -1), target.dtype)
  return defineLoss(
    {
      name: 'squaresOfKnown',
      expects: 'values',
      target: 'likePrediction',
      elements: (prediction, target) => where(equal(target, -1), 0, square(subtract(prediction, target))) as Tensor,
      elementWeights: counts,
    },
    options,
  )
}

const column = (...values: number[]): Tensor => tensor(Float64Array.from(values), { shape: [values.length, 1] })
const vector = (...values: number[]): Tensor => tensor(Float64Array.from(values))

describe('what a sample counts in the mean', () => {
  const prediction = tensor([[1, 2], [3, 4], [5, 6]], { dtype: 'float64', requiresGradient: true }) as Tensor // biome-ignore format: as a matrix
  const target = tensor([[0, -1], [-1, -1], [2, 2]], { dtype: 'float64' }) as Tensor // biome-ignore format: as a matrix

  it('is the mean over its elements, beside their weighted loss', () => {
    const loss = squaresOfKnown()
    expect(loss.perSample(prediction, target).toArray()).toEqual([1 / 2, 0, 25 / 2])
    expect(loss.sampleWeights?.(target).toArray()).toEqual([1 / 2, 0, 1])
  })

  it('divides the mean, and nothing else', () => {
    expect(squaresOfKnown()(prediction, target).item()).toBeCloseTo((1 + 9 + 16) / 3, 14)
    expect(squaresOfKnown({ reduction: 'sum' })(prediction, target).item()).toBe(13)
    expect(squaresOfKnown({ reduction: 'none' })(prediction, target).toArray()).toEqual([1 / 2, 0, 25 / 2])
  })

  it('is not there for a loss in which all count alike', () => {
    expect('sampleWeights' in meanSquaredError()).toBe(false)
    expect(Object.keys(squaresOfKnown())).toContain('sampleWeights')
  })

  it('gives 0 with gradients of 0 where nothing counts', () => {
    const ignored = tensor(new Float64Array(6).fill(-1), { shape: [3, 2] })
    const value = squaresOfKnown()(prediction, ignored)
    expect(value.item()).toBe(0)
    expect([...gradients(value, [prediction])[0].toTypedArray()]).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('has no gradient', () => {
    const own = tensor([2], { dtype: 'float64', requiresGradient: true })
    const counts = defineLoss({
      name: 'own',
      expects: 'values',
      target: 'likePrediction',
      elements: (p) => p,
      elementWeights: (y) => multiply(y, own) as Tensor,
    }).sampleWeights?.(vector(1, 2))
    expect([counts?.toArray(), counts?.requiresGradient]).toEqual([[2, 4], false])
  })

  it.each(['float32', 'float64'] as const)('is the same when compiled, in %s', (dtype) => {
    const [p, y] = [
      tensor(prediction.toTypedArray() as Float64Array, { shape: [3, 2], dtype, requiresGradient: true }),
      cast(target, dtype),
    ]
    const weights = cast(vector(1, 2, 3), dtype)
    const loss = squaresOfKnown()
    expectCompiled('weights', [p, y, weights], () => {
      const value = loss(p, y, weights)
      return [value, loss.sampleWeights!(y), ...gradients(value, [p])]
    })
  })
})

describe('weights of samples', () => {
  const [p, y] = [column(1, 2, 3), column(0, 0, 0)]
  const weights = vector(2, 0, 1)

  it('multiply the losses and leave the divisor as it is, as in Keras', () => {
    expect(meanSquaredError()(p, y, weights).item()).toBeCloseTo((2 * 1 + 9) / 3, 14)
    expect(meanSquaredError({ reduction: 'sum' })(p, y, weights).item()).toBe(11)
    expect(meanSquaredError({ reduction: 'none' })(p, y, weights).toArray()).toEqual([2, 0, 9])
    expect(squaresOfKnown()(p, column(0, 0, -1), weights).item()).toBe((2 * 1) / 2)
  })

  it('give 0 where all are 0', () => {
    expect(meanSquaredError()(p, y, vector(0, 0, 0)).item()).toBe(0)
  })

  it('weigh gradients alike', () => {
    const x = tensor([[1], [2], [3]], { dtype: 'float64', requiresGradient: true }) as Tensor
    expect(gradients(meanSquaredError()(x, y, weights), [x])[0].toArray()).toEqual([[4 / 3], [0], [2]])
  })

  it.each([
    ['a list', [1, 1, 1], 'type', /^meanSquaredError: weights must be a tensor, got \[1,1,1\]/],
    ['a column', column(1, 1, 1), 'shape', /weights have shape \[3,1\], expected \[3\], one for each sample/],
    ['too few', vector(1, 1), 'shape', /weights have shape \[2\], expected \[3\]/],
    ['one for all', tensor(1, { dtype: 'float64' }), 'shape', /weights have shape \[\], expected \[3\]/],
    ['of another dtype', tensor([1, 1, 1]), 'type', /prediction is float64, weights float32; use cast\(weights, 'float64'\)/],
    [
      'a negative one',
      vector(1, -1, 1),
      'range',
      /meanSquaredError: weights\[1\] = -1 out of range .*; weights are finite and not negative/,
    ],
    ['NaN', vector(1, 1, Number.NaN), 'range', /weights\[2\] = NaN/],
    ['an infinite one', vector(Number.POSITIVE_INFINITY, 1, 1), 'range', /weights\[0\] = Infinity/],
  ] as const)('are refused when they are %s', (_, wrong, code, message) => {
    expect(() => meanSquaredError()(p, y, wrong as Tensor)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    )
  })
})

describe('what elementWeights must give', () => {
  const own = (elementWeights: unknown) =>
    defineLoss({ name: 'own', expects: 'values', target: 'likePrediction', elements: (x: Tensor) => x, elementWeights } as never)

  it.each([
    ['no function', () => own(1), 'type', /own: elementWeights must be a function, got 1/],
    ['no tensor', () => own(() => 1)(vector(1), vector(1)), 'type', /own: the result of elementWeights must be a tensor, got 1/],
    [
      'another batch',
      () => own(() => vector(1))(vector(1, 2), vector(1, 2)),
      'shape',
      /own: elementWeights gave shape \[1\], expected \[2, …\]/,
    ],
    ['a target that is none', () => own((t: Tensor) => t).sampleWeights?.(1 as never), 'type', /own: target must be a tensor, got 1/],
    ['a scalar target', () => own((t: Tensor) => t).sampleWeights?.(tensor(1)), 'shape', /own: target is a scalar, expected \[batch, …\]/],
  ] as const)('%s', (_, action, code, message) => {
    expect(action).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }))
  })
})
