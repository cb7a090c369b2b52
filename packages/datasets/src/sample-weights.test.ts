// Protects: a sample's weight stays with it through every way of picking, ordering and laying out samples.
import { randomGenerator } from '@gradus/kernel'
import { describe, expect, it } from 'vitest'
import { dataset } from './create-dataset.ts'
import type { Batch } from './dataset.ts'
import { xor } from './gates.ts'

/** Sample i has the input i and the weight i + 0.5. */
const data = dataset(
  Array.from({ length: 10 }, (_, i) => [i, i]),
  Array.from({ length: 10 }, (_, i) => i),
  {
    weights: Array.from({ length: 10 }, (_, i) => i + 0.5),
  },
)

/** The weights of what `batch` holds; fails when one is not that of its sample. */
function weightsOf({ targets, weights, size }: Batch): number[] {
  expect(weights!.shape).toEqual([size])
  const found = Array.from(weights!.data)
  expect(found).toEqual(Array.from(targets.data, (i) => i + 0.5))
  return found
}

describe('weights of samples', () => {
  it('go along with slice and gather', () => {
    expect(weightsOf(data.slice(2, 4))).toEqual([2.5, 3.5])
    expect(weightsOf(data.gather([9, 0, 0]))).toEqual([9.5, 0.5, 0.5])
    expect(data.slice(0, 10).weights).toBe(data.weights)
  })

  it('go along with batches, in order and shuffled', () => {
    for (const shuffle of [undefined, randomGenerator(3)]) {
      const all = Array.from(data.batches({ batchSize: 4, shuffle }), weightsOf).flat()
      expect(all.sort((a, b) => a - b)).toEqual(Array.from(data.weights!.data))
    }
  })

  it('go along with shuffle, split and layouts', () => {
    weightsOf(data.shuffle(randomGenerator(1)))
    const { train, test } = data.split(0.7, { shuffle: randomGenerator(2) })
    expect(weightsOf(train).length + weightsOf(test).length).toBe(10)
    const columns = data.featuresFirst()
    expect(weightsOf(columns.gather([3, 5]))).toEqual([3.5, 5.5])
    expect(columns.samplesFirst()).toEqual(data)
  })

  it.each([
    { weights: [1, 0], dtype: 'float32' },
    { weights: new Float64Array([1, 0]), dtype: 'float64' },
    { weights: new Int32Array([1, 0]), dtype: 'float32' },
    { weights: [true, false], dtype: 'float32' },
    { weights: { data: new Uint8Array([1, 0]), shape: [2], dtype: 'bool' } as const, dtype: 'float32' },
  ])('$dtype from $weights', ({ weights, dtype }) => {
    expect(dataset([1, 2], [3, 4], { weights }).weights).toMatchObject({ shape: [2], dtype })
    expect(Array.from(dataset([1, 2], [3, 4], { weights }).weights!.data)).toEqual([1, 0])
  })

  it('are copied, and absent where none were given', () => {
    const weights = new Float32Array([1, 2])
    const made = dataset([1, 2], [3, 4], { weights })
    weights.fill(7)
    expect(Array.from(made.weights!.data)).toEqual([1, 2])
    expect(Object.keys(xor().slice(0, 2))).toEqual(['inputs', 'targets', 'size'])
    expect(xor().weights).toBeUndefined()
  })
})
