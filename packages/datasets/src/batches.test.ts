import { numpyRandom, randomGenerator } from '@gradus/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batches } from './batches.ts'
import { dataset } from './create-dataset.ts'
import type { Batch, Batches, BatchPosition } from './dataset.ts'
import { xor } from './gates.ts'

/** Samples whose input is their index and whose target is its negative, so that every batch says what it holds. */
function numbered(size: number) {
  return dataset(
    Array.from({ length: size }, (_, i) => [i]),
    Array.from({ length: size }, (_, i) => [-i]),
  )
}

/** The indices in a batch; fails when a target is not that of its input. */
function indicesOf(batch: Batch): number[] {
  const indices = Array.from(batch.inputs.data)
  expect(Array.from(batch.targets.data, (target) => 0 - target)).toEqual(indices)
  expect(batch.size).toBe(indices.length)
  return indices
}

function epochOf(source: Batches): number[][] {
  return Array.from(source, indicesOf)
}

const sizes = fc.record({ size: fc.integer({ min: 1, max: 40 }), batchSize: fc.integer({ min: 1, max: 45 }) })
const inOrder = (size: number) => Array.from({ length: size }, (_, i) => i)

describe('an epoch', () => {
  it('in order: full batches and a smaller last one', () => {
    const source = numbered(7).batches({ batchSize: 3 })
    expect(source.batchesPerEpoch).toBe(3)
    expect(epochOf(source)).toEqual([[0, 1, 2], [3, 4, 5], [6]])
    expect(epochOf(source)).toEqual([[0, 1, 2], [3, 4, 5], [6]])
  })

  it('without the remainder', () => {
    expect(epochOf(numbered(7).batches({ batchSize: 3, dropRemainder: true }))).toEqual([[0, 1, 2], [3, 4, 5]]) // biome-ignore format: batches
    expect(epochOf(numbered(6).batches({ batchSize: 3, dropRemainder: true }))).toEqual([[0, 1, 2], [3, 4, 5]]) // biome-ignore format: batches
  })

  it('a batch size larger than the data is one batch; 32 unless stated', () => {
    expect(epochOf(numbered(4).batches({ batchSize: 99 }))).toEqual([[0, 1, 2, 3]])
    expect(numbered(70).batches().batchesPerEpoch).toBe(3)
  })

  it('has every sample exactly once, in batches of the stated size', () => {
    fc.assert(
      fc.property(sizes, fc.boolean(), fc.nat(), ({ size, batchSize }, shuffled, seed) => {
        const source = numbered(size).batches({ batchSize, shuffle: shuffled ? randomGenerator(seed) : undefined })
        for (let epoch = 0; epoch < 2; epoch++) {
          const seen = epochOf(source)
          expect(seen.length).toBe(source.batchesPerEpoch)
          expect(seen.slice(0, -1).every((batch) => batch.length === batchSize)).toBe(true)
          expect(seen.flat().sort((a, b) => a - b)).toEqual(inOrder(size))
          if (!shuffled) expect(seen.flat()).toEqual(inOrder(size))
        }
      }),
    )
  })

  it('in the order of the generator, a new one each time, the same for the same seed', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), ({ size, batchSize }, seed) => {
        const source = numbered(size).batches({ batchSize, shuffle: randomGenerator(seed) })
        const again = numbered(size).batches({ batchSize, shuffle: randomGenerator(seed) })
        const random = randomGenerator(seed)
        for (let epoch = 0; epoch < 3; epoch++) {
          const order = epochOf(source)
          expect(order.flat()).toEqual(Array.from(random.permutation(size)))
          expect(epochOf(again)).toEqual(order)
        }
      }),
    )
  })

  it('shuffles as NumPy does with its generator', () => {
    // np.random.seed(42); print(np.random.permutation(10)) with NumPy 1.24
    const [batch] = numbered(10).batches({ shuffle: numpyRandom(42) })
    expect(indicesOf(batch!)).toEqual([8, 1, 5, 0, 7, 2, 9, 4, 3, 6])
  })

  it('shuffles columns like rows', () => {
    const rows = xor().batches({ batchSize: 3, shuffle: randomGenerator(5) })
    const columns = xor()
      .featuresFirst()
      .batches({ batchSize: 3, shuffle: randomGenerator(5) })
    for (const batch of rows) {
      const other = columns.nextBatch()!
      expect(other.inputs.shape).toEqual([2, batch.size])
      expect(other.targets.shape).toEqual([1, batch.size])
      const transposed = dataset(other.inputs, other.targets, { layout: 'featuresFirst' }).samplesFirst()
      expect(transposed.inputs).toEqual(batch.inputs)
      expect(transposed.targets).toEqual(batch.targets)
    }
  })
})

describe('what is copied', () => {
  it('in order, each epoch gives the same batches again; all samples at once are the arrays of the dataset', () => {
    const data = numbered(5)
    const source = data.batches({ batchSize: 2 })
    const first = [...source]
    const second = [...source]
    expect(second.length).toBe(3)
    for (const [i, batch] of second.entries()) expect(batch).toBe(first[i])
    const [whole] = data.batches()
    expect(whole).toBe(data.slice(0, 5))
    expect(whole!.inputs).toBe(data.inputs)
  })

  it('shuffled, a batch that was kept never changes', () => {
    const source = numbered(6).batches({ batchSize: 3, shuffle: randomGenerator(1) })
    const kept = [...source]
    const before = kept.map(indicesOf)
    for (let epoch = 0; epoch < 5; epoch++) for (const batch of source) expect(kept).not.toContain(batch)
    expect(kept.map(indicesOf)).toEqual(before)
  })
})

describe('the position', () => {
  it('counts batches and epochs', () => {
    const source = numbered(4).batches({ batchSize: 2 })
    const seen: unknown[] = []
    for (let step = 0; step < 6; step++) {
      const batch = source.nextBatch()
      seen.push([source.epoch, source.batch, batch?.size])
    }
    expect(seen).toEqual([[0, 1, 2], [0, 2, 2], [1, 0, undefined], [1, 1, 2], [1, 2, 2], [2, 0, undefined]]) // biome-ignore format: steps
  })

  it('a loop that was left goes on where it stopped', () => {
    const source = numbered(5).batches({ batchSize: 2 })
    for (const batch of source) {
      expect(indicesOf(batch)).toEqual([0, 1])
      break
    }
    expect(epochOf(source)).toEqual([[2, 3], [4]])
    expect(source.epoch).toBe(1)
  })

  it('two ways through one dataset do not disturb each other', () => {
    const data = numbered(4)
    const a = data.batches({ batchSize: 2 })
    const b = data.batches({ batchSize: 2 })
    a.nextBatch()
    expect(epochOf(b)).toEqual([[0, 1], [2, 3]]) // biome-ignore format: batches
    expect(epochOf(a)).toEqual([[2, 3]])
  })

  it('goes on exactly from a snapshot that went through JSON, wherever it was taken', () => {
    fc.assert(
      fc.property(sizes, fc.boolean(), fc.boolean(), fc.nat(), fc.nat(100), ({ size, batchSize }, shuffled, drop, seed, steps) => {
        fc.pre(!drop || batchSize <= size)
        const run = () => {
          const random = randomGenerator(seed)
          return { random, source: numbered(size).batches({ batchSize, dropRemainder: drop, shuffle: shuffled ? random : undefined }) }
        }
        const read = (source: Batches) => {
          const batch = source.nextBatch()
          return [source.epoch, source.batch, batch && indicesOf(batch)]
        }
        const one = run()
        for (let step = 0; step < steps; step++) one.source.nextBatch()
        const saved = JSON.stringify({ position: one.source.snapshot(), random: one.random.snapshot() })
        const rest = Array.from({ length: 12 }, () => read(one.source))

        const { position, random } = JSON.parse(saved)
        const other = run()
        other.source.nextBatch()
        other.source.restore(position)
        other.random.restore(random)
        expect(JSON.stringify({ position: other.source.snapshot(), random: other.random.snapshot() })).toBe(saved)
        expect(Array.from({ length: 12 }, () => read(other.source))).toEqual(rest)
      }),
    )
  })

  it('keeps the order only while it is needed', () => {
    const source = numbered(4).batches({ batchSize: 2, shuffle: randomGenerator(3) })
    const orders: unknown[] = []
    for (let step = 0; step < 4; step++) {
      orders.push(source.snapshot().order?.length ?? null)
      source.nextBatch()
    }
    expect(orders).toEqual([null, 4, null, null])
  })

  it('a snapshot and what it was restored from stay apart', () => {
    const source = numbered(4).batches({ batchSize: 1, shuffle: randomGenerator(3) })
    source.nextBatch()
    const position = source.snapshot()
    const expected = [...source.snapshot().order!]
    source.restore(position)
    ;(position.order as number[]).fill(0)
    expect(source.snapshot().order).toEqual(expected)
  })
})

describe('batches', () => {
  it('serves a source of its own kind', () => {
    const data = numbered(5)
    const squares = {
      size: 5,
      slice: (start: number, end: number) => data.slice(start, end),
      gather: (indices: ArrayLike<number>) => data.gather(indices),
    }
    expect(epochOf(batches(squares, { batchSize: 4 }))).toEqual([[0, 1, 2, 3], [4]])
  })
})

describe('restore', () => {
  const shuffled = () => numbered(5).batches({ batchSize: 2, shuffle: randomGenerator(1) })
  const good: BatchPosition = { samples: 5, batchSize: 2, dropRemainder: false, shuffle: true, epoch: 3, batch: 1, order: [4, 0, 1, 3, 2] }

  it('goes to any position of these batches', () => {
    const source = shuffled()
    source.restore(good)
    expect(epochOf(source)).toEqual([[1, 3], [2]])
    expect(source.epoch).toBe(4)
  })

  it.each([
    { change: { samples: 6 }, code: 'state', message: /^restore: the position belongs to other batches: samples was 6 and is 5$/ },
    {
      change: { batchSize: 3, shuffle: false, dropRemainder: true },
      code: 'state',
      message: /batchSize was 3 and is 2, dropRemainder was true and is false, shuffle was false and is true$/,
    },
    { change: { batch: 4 }, code: 'range', message: /position.batch must be an integer in \[0, 3\], got 4/ },
    { change: { batch: -1 }, code: 'range', message: /position.batch/ },
    { change: { epoch: 1.5 }, code: 'range', message: /position.epoch/ },
    { change: { epoch: '3' }, code: 'type', message: /position.epoch .*got "3"/ },
    { change: { samples: undefined }, code: 'type', message: /position.samples/ },
    { change: { order: null }, code: 'state', message: /position.order must hold each of 0 … 4 once, got null/ },
    { change: { order: [0, 1, 2, 3] }, code: 'state', message: /position.order/ },
    { change: { order: [0, 1, 2, 3, 3] }, code: 'state', message: /position.order/ },
    { change: { order: [0, 1, 2, 3, 5] }, code: 'state', message: /position.order/ },
    { change: { order: [0, 1, 2, 3, '4'] }, code: 'state', message: /position.order/ },
    { change: { order: [0, 1, 2, 3, 0.5] }, code: 'state', message: /position.order/ },
    { change: { batch: 0 }, code: 'state', message: /position.order must be null at batch 0/ },
    { change: { seed: 1 }, code: 'type', message: /unknown option "seed"/ },
  ])('refuses $change and stays where it is', ({ change, code, message }) => {
    const source = shuffled()
    source.nextBatch()
    const before = source.snapshot()
    const call = () => source.restore({ ...good, ...change } as never)
    expect(call).toThrow(expect.objectContaining({ name: 'GradusError', code, message: expect.stringMatching(message) }))
    expect(source.snapshot()).toEqual(before)
  })

  it.each([undefined, null, 3, 'x', []])('refuses %s', (position) => {
    expect(() => shuffled().restore(position as never)).toThrow(expect.objectContaining({ name: 'GradusError', code: 'type' }))
  })
})
