import { gradients, ones, stepRandom, subtract, type Tensor, tensor } from '@gradus/tensor'
import { describe, expect, it } from 'vitest'
import { gaussianNoise } from './gaussian-noise.ts'

describe('gaussianNoise', () => {
  const x = ones([200, 100], { dtype: 'float64', requiresGradient: true }) as Tensor
  const training = () => ({ training: true, random: stepRandom(4, 2) })

  it('adds normal numbers of its deviation, the same for the same step', () => {
    const y = gaussianNoise(0.5).forward(x, training())
    const noise = subtract(y, x).toTypedArray() as Float64Array
    const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length
    const variance = noise.reduce((sum, value) => sum + value * value, 0) / noise.length
    // Four standard errors.
    expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(0.25 / noise.length))
    expect(Math.abs(variance - 0.25)).toBeLessThan(4 * Math.sqrt((2 * 0.0625) / noise.length))
    expect(gaussianNoise(0.5).forward(x, training()).toArray()).toEqual(y.toArray())
  })

  it('hands gradients on', () => {
    const g = tensor(new Float64Array(20_000).fill(3), { shape: [200, 100] })
    expect(gradients(gaussianNoise(0.5).forward(x, training()), [x], { gradient: g })[0].toArray()).toEqual(g.toArray())
  })

  it('does nothing when nothing trains, or the deviation is 0', () => {
    expect(gaussianNoise(0.5).forward(x, { training: false, random: stepRandom(0, 0) })).toBe(x)
    expect(gaussianNoise(0).forward(x, { training: true })).toBe(x)
  })
})
