import { checkGradients, gradients, ones, stepRandom, type Tensor, tensor } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import { dropout } from './dropout.ts'

const training = (seed: number, step = 0) => ({ training: true, random: stepRandom(seed, step) })

describe('dropout while training', () => {
  // 100,000 decisions: the share that is dropped deviates by √(rate (1 − rate) / 100,000).
  it.each([0.1, 0.5, 0.9])('of rate %d drops that share and scales the rest', (rate) => {
    const values = dropout(rate)
      .forward(ones([100, 1000]), training(3))
      .toTypedArray()
    const kept = values.filter((value) => value !== 0)
    expect(Math.abs(1 - kept.length / 100_000 - rate)).toBeLessThan(5 * Math.sqrt((rate * (1 - rate)) / 100_000))
    expect(new Set(kept)).toEqual(new Set([Math.fround(1 / (1 - rate))]))
  })

  it('drops each position as often as the next', () => {
    const layer = dropout(0.5)
    const counts = new Array<number>(8).fill(0)
    for (let step = 0; step < 2000; step++) {
      layer
        .forward(ones([8]), training(1, step))
        .toTypedArray()
        .forEach((value, i) => {
          if (value === 0) counts[i]!++
        })
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt(500))
  })

  it('repeats exactly for the same seed and step, and for nothing else', () => {
    const layer = dropout(0.5)
    const x = ones([64])
    const first = layer.forward(x, training(7, 2)).toArray()
    expect(layer.forward(x, training(7, 2)).toArray()).toEqual(first)
    expect(dropout(0.5).forward(x, training(7, 2)).toArray()).toEqual(first)
    expect(layer.forward(x, training(7, 3)).toArray()).not.toEqual(first)
    expect(layer.forward(x, training(8, 2)).toArray()).not.toEqual(first)
  })

  it('decides anew for the second dropout of a step', () => {
    const context = training(7)
    const x = ones([64])
    expect(dropout(0.5).forward(x, context).toArray()).not.toEqual(dropout(0.5).forward(x, context).toArray())
  })

  it('hands the gradient of what was kept on, scaled, in float64 too', () => {
    const x = tensor(new Float64Array([1, -2, 3, 4, 5, -6, 7, 8]), { requiresGradient: true })
    const y = dropout(0.25).forward(x, training(5))
    const [dx] = gradients(y, [x], { gradient: ones([8], { dtype: 'float64' }) })
    // Adding 0 makes 0 of the −0 that is left of a negative number.
    const factors = y.toTypedArray().map((value, i) => value / x.toTypedArray()[i]! + 0)
    expect(new Set(factors)).toEqual(new Set([0, 4 / 3]))
    expect(dx.toTypedArray()).toEqual(factors)
    expect(() => checkGradients((input: Tensor) => dropout(0.25).forward(input, training(5)), [x])).not.toThrow()
  })

  it('drops a NaN and an infinity like any number', () => {
    const values = dropout(0.5)
      .forward(tensor(new Array<number>(100).fill(Number.NaN)), training(1))
      .toTypedArray()
    expect(values.some((value) => value === 0)).toBe(true)
  })
})

describe('dropout otherwise', () => {
  it('is the identity when predicting, whether there are random numbers or not', () => {
    const x = ones([4])
    expect(dropout(0.5).forward(x, { training: false })).toBe(x)
    expect(dropout(0.5).forward(x, { training: false, random: stepRandom(0, 0) })).toBe(x)
  })

  it('of rate 0 asks for no random numbers', () => {
    const x = ones([4])
    expect(dropout(0).forward(x, { training: true })).toBe(x)
  })
})
