import { randomGenerator } from '@gradus/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ArrayDataset } from './array-dataset.ts'
import { dataset } from './create-dataset.ts'

function numbered(size: number) {
  return dataset(
    Array.from({ length: size }, (_, i) => [i, -i]),
    Array.from({ length: size }, (_, i) => i),
  )
}

/** The indices in a dataset; fails when an input is not that of its target. */
function indicesOf(data: ArrayDataset): number[] {
  const indices = Array.from(data.targets.data)
  const { inputs } = data.samplesFirst()
  expect(Array.from(inputs.data)).toEqual(indices.flatMap((i) => [i, -i]))
  expect(data.size).toBe(indices.length)
  return indices
}

describe('split', () => {
  it('by a fraction: the first samples train', () => {
    const { train, test } = numbered(10).split(0.8)
    expect([indicesOf(train), indicesOf(test)]).toEqual([[0, 1, 2, 3, 4, 5, 6, 7], [8, 9]]) // biome-ignore format: two parts
  })

  it.each([
    // Where the shares are whole numbers there is one right answer, also where the product is 28.999999999999996 or 0.7 + 0.2 + 0.1 is not 1.
    { size: 100, fractions: { train: 0.71, test: 0.29 }, counts: [71, 29] },
    { size: 100, fractions: { train: 0.29, test: 0.71 }, counts: [29, 71] },
    { size: 1000, fractions: { train: 0.7, validation: 0.2, test: 0.1 }, counts: [700, 200, 100] },
    { size: 60, fractions: { train: 0.6, validation: 0.15, test: 0.25 }, counts: [36, 9, 15] },
    { size: 3, fractions: { a: 1 / 3, b: 1 / 3, c: 1 / 3 }, counts: [1, 1, 1] },
    { size: 5, fractions: { all: 1 }, counts: [5] },
    // Halves go up: the border after 7.5 samples is 8.
    { size: 15, fractions: { a: 0.5, b: 0.5 }, counts: [8, 7] },
  ])('$size samples by $fractions make $counts', ({ size, fractions, counts }) => {
    const parts = numbered(size).split(fractions as Record<string, number>)
    expect(Object.keys(parts)).toEqual(Object.keys(fractions))
    expect(Object.values(parts).map((part) => part.size)).toEqual(counts)
  })

  const cases = fc.record({
    size: fc.integer({ min: 1, max: 60 }),
    weights: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
    seed: fc.option(fc.nat(), { nil: undefined }),
  })

  it('puts every sample into exactly one part, each part within one sample of its share', () => {
    fc.assert(
      fc.property(cases, fc.boolean(), ({ size, weights, seed }, columns) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0)
        const fractions = Object.fromEntries(weights.map((weight, i) => [`part${i}`, weight / total]))
        // Below one sample a part may be empty, which is an error of its own.
        fc.pre(weights.every((weight) => (size * weight) / total >= 1))
        const data: ArrayDataset = columns ? numbered(size).featuresFirst() : numbered(size)
        const parts = Object.values(data.split(fractions, { shuffle: seed === undefined ? undefined : randomGenerator(seed) }))
        const seen = parts.flatMap(indicesOf)
        expect(seen).toEqual(
          seed === undefined ? Array.from({ length: size }, (_, i) => i) : Array.from(randomGenerator(seed).permutation(size)),
        )
        for (const [i, part] of parts.entries()) expect(Math.abs(part.size - (size * weights[i]!) / total)).toBeLessThan(1 + 1e-9)
      }),
    )
  })

  it('keeps name, layout and dtype', () => {
    const { train } = dataset([[1, 2]], [[3, 4]], { layout: 'featuresFirst', dtype: 'float64', name: 'two' }).split(0.5)
    expect([train.name, train.layout, train.inputs]).toEqual([
      'two',
      'featuresFirst',
      { data: new Float64Array([1]), shape: [1, 1], dtype: 'float64' },
    ])
  })

  it('takes any name for a part', () => {
    const parts = numbered(2).split(JSON.parse('{ "__proto__": 0.5, "constructor": 0.5 }') as Record<string, number>)
    expect(Object.keys(parts)).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(parts)).toBe(Object.prototype)
  })
})

describe('shuffle', () => {
  it('is the order of the generator: the same for the same seed, another for another', () => {
    const data = numbered(20)
    expect(indicesOf(data.shuffle(randomGenerator(7)))).toEqual(Array.from(randomGenerator(7).permutation(20)))
    expect(data.shuffle(randomGenerator(7))).toEqual(data.shuffle(randomGenerator(7)))
    expect(indicesOf(data.shuffle(randomGenerator(7)))).not.toEqual(indicesOf(data.shuffle(randomGenerator(8))))
  })

  it('leaves the dataset as it was', () => {
    const data = numbered(9)
    data.shuffle(randomGenerator(1))
    expect(indicesOf(data)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
  })
})
