import { elementCount, numpyRandom, type RandomGenerator, randomGenerator, type Shape } from '@gradus/kernel'
import { describe, expect, it } from 'vitest'
import fixture from './__fixtures__/initializers.json' with { type: 'json' }
import { fansOf } from './fans.ts'
import * as initializers from './index.ts'
import { truncatedDeviation } from './truncated-normal.ts'

const { glorotNormal, glorotUniform, heNormal, heUniform, lecunNormal, lecunUniform, normal, truncatedNormal, uniform, varianceScaling } =
  initializers

/** The values that an initializer gives, in float64. */
function valuesOf(initializer: initializers.Initializer, shape: Shape, random: RandomGenerator = randomGenerator(1)): Float64Array {
  const values = new Float64Array(elementCount(shape)).fill(Number.NaN)
  initializer(values, shape, random)
  return values
}

function moments(values: Float64Array): { mean: number; deviation: number; largest: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return { mean, deviation: Math.sqrt(variance), largest: values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) }
}

describe('numbers that are the same everywhere', () => {
  it.each([
    ['zeros', initializers.zeros(), 0],
    ['ones', initializers.ones(), 1],
    ['constant', initializers.constant(-2.5), -2.5],
  ])('%s', (_, initializer, value) => {
    expect([...valuesOf(initializer, [2, 2])]).toEqual([value, value, value, value])
  })
})

// 300 · 200 numbers: the deviation of their mean is 1/245 of their own, that of their deviation about 1/346.
const shape = [300, 200]

describe('uniform numbers reach their bounds and no further', () => {
  it.each([
    ['uniform', uniform(), 0.05],
    ['uniform of its own range', uniform({ low: -3, high: 3 }), 3],
    ['glorotUniform', glorotUniform(), Math.sqrt(6 / 500)],
    ['glorotUniform with gain 2', glorotUniform({ gain: 2 }), 2 * Math.sqrt(6 / 500)],
    ['heUniform', heUniform(), Math.sqrt(6 / 300)],
    ['lecunUniform', lecunUniform(), Math.sqrt(3 / 300)],
    ['varianceScaling of the outputs', varianceScaling({ scale: 3, fan: 'outputs', distribution: 'uniform' }), Math.sqrt(9 / 200)],
  ])('%s', (_, initializer, limit) => {
    const { mean, deviation, largest } = moments(valuesOf(initializer, shape))
    expect(largest).toBeLessThan(limit)
    expect(largest).toBeGreaterThan(0.999 * limit)
    expect(deviation).toBeCloseTo(limit / Math.sqrt(3), 2 - Math.log10(limit))
    expect(Math.abs(mean)).toBeLessThan((5 * limit) / Math.sqrt(3 * 60000))
  })
})

describe('normal numbers have their deviation', () => {
  it.each([
    ['normal', normal(), 0.05, 5],
    ['varianceScaling, normal', varianceScaling({ distribution: 'normal' }), Math.sqrt(1 / 300), 5],
    // Cut at two deviations of the normal distribution that was cut.
    ['truncatedNormal', truncatedNormal({ deviation: 3 }), 3 * 0.87962566, 2 / 0.87962566],
    ['glorotNormal', glorotNormal(), Math.sqrt(2 / 500), 2 / 0.87962566],
    ['glorotNormal with gain 5/3', glorotNormal({ gain: 5 / 3 }), (5 / 3) * Math.sqrt(2 / 500), 2 / 0.87962566],
    ['heNormal', heNormal(), Math.sqrt(2 / 300), 2 / 0.87962566],
    ['lecunNormal', lecunNormal(), Math.sqrt(1 / 300), 2 / 0.87962566],
  ])('%s', (_, initializer, expected, reach) => {
    const { mean, deviation, largest } = moments(valuesOf(initializer, shape))
    expect(Math.abs(deviation / expected - 1)).toBeLessThan(5 / Math.sqrt(2 * 60000))
    expect(Math.abs(mean)).toBeLessThan((5 * expected) / Math.sqrt(60000))
    expect(largest).toBeLessThan(reach * expected * (1 + 1e-8))
    expect(largest).toBeGreaterThan(Math.min(reach, 3.5) * expected * 0.99)
  })

  it('around their mean', () => {
    expect(moments(valuesOf(normal({ mean: 2, deviation: 0.1 }), shape)).mean).toBeCloseTo(2, 2)
    expect(moments(valuesOf(truncatedNormal({ mean: -2, deviation: 0.1 }), shape)).mean).toBeCloseTo(-2, 2)
  })

  it('and the correction for cutting is exact', () => {
    expect(truncatedDeviation).toBe(fixture.truncatedDeviation)
  })
})

describe('fans', () => {
  // TensorFlow's _compute_fans: a kernel of a convolution is [height, width, inputs, outputs].
  it.each([
    [[], 1, 1],
    [[7], 7, 7],
    [[2, 10], 2, 10],
    [[3, 3, 16, 32], 144, 288],
    [[5, 4, 6], 20, 30],
  ])('%j', (shape, inputs, outputs) => {
    expect(fansOf(shape)).toEqual({ inputs, outputs })
  })

  it('that are 0 do not divide', () => {
    expect(valuesOf(glorotUniform(), [0, 0])).toHaveLength(0)
  })
})

describe('orthogonal', () => {
  it.each(Object.entries(fixture.orthogonal))('%s is the Q that Keras takes from the same normal numbers', (_, matrix) => {
    const shape = [matrix.length, matrix[0]!.length]
    const values = valuesOf(initializers.orthogonal(), shape, numpyRandom(42))
    matrix.flat().forEach((expected, i) => {
      expect(values[i]).toBeCloseTo(expected, 13)
    })
  })

  it.each([
    [[40, 40], 1],
    [[64, 10], 1],
    [[10, 64], 3],
    [[3, 3, 4, 8], 0.5],
  ])('%j with gain %d: the shorter side is orthonormal to 1e-12', (shape, gain) => {
    expect(deviationFromOrthonormal(shape, gain, randomGenerator(1))).toBeLessThan(1e-12)
  })

  it('to 1e-12 also where the normal numbers happen to be nearly dependent', () => {
    const random = randomGenerator(1)
    const similar = Object.assign(Object.create(random) as RandomGenerator, { normal: () => 1 + 1e-6 * random.normal() })
    expect(deviationFromOrthonormal([20, 20], 1, similar)).toBeLessThan(1e-12)
  })

  /** The largest element of QQᵀ − gain² I, or of QᵀQ where there are fewer columns than rows. */
  function deviationFromOrthonormal(shape: Shape, gain: number, random: RandomGenerator): number {
    const columns = shape.at(-1)!
    const rows = elementCount(shape) / columns
    const q = valuesOf(initializers.orthogonal({ gain }), shape, random)
    const wide = rows < columns
    const count = wide ? rows : columns
    const entry = (vector: number, i: number): number => (wide ? q[vector * columns + i]! : q[i * columns + vector]!)
    let largest = 0
    for (let a = 0; a < count; a++) {
      for (let b = 0; b <= a; b++) {
        let product = 0
        for (let i = 0; i < (wide ? columns : rows); i++) product += entry(a, i) * entry(b, i)
        largest = Math.max(largest, Math.abs(product - (a === b ? gain * gain : 0)))
      }
    }
    return largest
  }
})

describe('identity', () => {
  it('has the gain on its diagonal, whatever its sides', () => {
    expect([...valuesOf(initializers.identity({ gain: 2 }), [2, 3])]).toEqual([2, 0, 0, 0, 2, 0])
    expect([...valuesOf(initializers.identity(), [3, 2])]).toEqual([1, 0, 0, 1, 0, 0])
  })
})

describe('where the numbers come from', () => {
  const drawing = [uniform(), normal(), truncatedNormal(), glorotUniform(), orthogonalSquare()]

  it('the generator alone: the same seed gives the same numbers, the next call others', () => {
    for (const initializer of drawing) {
      const random = randomGenerator(5)
      const first = valuesOf(initializer, [4, 4], random)
      expect(valuesOf(initializer, [4, 4], random)).not.toEqual(first)
      expect(valuesOf(initializer, [4, 4], randomGenerator(5))).toEqual(first)
    }
  })

  it('float32 gets the same numbers, rounded once', () => {
    for (const initializer of drawing) {
      const single = new Float32Array(16)
      initializer(single, [4, 4], randomGenerator(5))
      expect(single).toEqual(Float32Array.from(valuesOf(initializer, [4, 4], randomGenerator(5))))
    }
  })

  function orthogonalSquare(): initializers.Initializer {
    return initializers.orthogonal()
  }
})

describe('bad inputs', () => {
  it.each([
    ['constant("1")', () => initializers.constant('1' as never), 'type', /constant: value must be a finite number, got "1"/],
    ['uniform({ low: 1 })', () => uniform({ low: 1 }), 'range', /uniform: high must be >= low, got \[1, 0.05\)/],
    ['normal({ deviation: -1 })', () => normal({ deviation: -1 }), 'range', /normal: deviation must be a finite number >= 0, got -1/],
    ['truncatedNormal({ stddev: 1 })', () => truncatedNormal({ stddev: 1 } as never), 'type', /truncatedNormal: unknown option "stddev"/],
    ['glorotUniform({ gain: 0 })', () => glorotUniform({ gain: 0 }), 'range', /glorotUniform: gain must be a finite number > 0, got 0/],
    ['orthogonal({ gian: 1 })', () => initializers.orthogonal({ gian: 1 } as never), 'type', /did you mean gain\?/],
    ['varianceScaling({ fan: "in" })', () => varianceScaling({ fan: 'in' as never }), 'type', /unknown fan "in", expected one of inputs/],
    [
      'varianceScaling({ scale: NaN })',
      () => varianceScaling({ scale: Number.NaN }),
      'range',
      /scale must be a finite number > 0, got NaN/,
    ],
    ['orthogonal for [3]', () => valuesOf(initializers.orthogonal(), [3]), 'shape', /needs at least two axes, got shape \[3\]/],
    ['identity for [3]', () => valuesOf(initializers.identity(), [3]), 'shape', /identity: needs a matrix, got shape \[3\]/],
  ])('%s', (_, call, code, message) => {
    expect(call).toThrow(expect.objectContaining({ name: 'GradusError', code, message: expect.stringMatching(message) }))
  })
})
