// Protects: samples are picked, divided and mapped alike from arrays and from lazy data, each exactly once; row 85.
import { randomGenerator } from '@gradus/kernel'
import fc from 'fast-check'
import { runs } from 'tooling-properties'
import { describe, expect, expectTypeOf, it } from 'vitest'
import folds from '../__fixtures__/folds.json' with { type: 'json' }
import { ArrayDataset } from '../array-dataset.ts'
import { dataset } from '../create-dataset.ts'
import { xor } from '../gates.ts'
import { blobs } from '../toys/blobs.ts'
import { kFold } from './k-fold.ts'
import { map } from './map.ts'
import type { PickableDataset } from './pick.ts'
import { repeat } from './repeat.ts'
import { shuffle } from './shuffle.ts'
import { SourceDataset, sourceDataset } from './source-dataset.ts'
import { split } from './split.ts'
import { skip, take } from './take.ts'

/** Samples whose input is their number, whose target is `classes[i]`, and whose weight is the number plus a half. */
function numbered(classes: readonly number[]) {
  const inputs = Array.from(classes, (_, i) => [i, -i])
  return dataset(inputs, Int32Array.from(classes), { weights: Array.from(classes, (_, i) => i + 0.5), name: 'numbered' })
}

const lazy = (data: PickableDataset): SourceDataset =>
  new SourceDataset({ size: data.size, slice: (a, b) => data.slice(a, b), gather: (i) => data.gather(i) }, data)

/** The numbers of the samples; fails when weights or targets went elsewhere. */
function numbersOf(data: PickableDataset, classes: readonly number[]): number[] {
  const found: number[] = []
  for (const { inputs, targets, weights, size } of data.batches({ batchSize: 3 })) {
    const numbers = Array.from({ length: size }, (_, i) => inputs.data[data.layout === 'samplesFirst' ? 2 * i : i]!)
    expect(Array.from(targets.data)).toEqual(numbers.map((i) => classes[i]))
    expect(Array.from(weights!.data)).toEqual(numbers.map((i) => i + 0.5))
    found.push(...numbers)
  }
  return found
}

const ten = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0]

describe.each([
  ['arrays', (data: ArrayDataset) => data as PickableDataset],
  ['columns', (data: ArrayDataset) => data.featuresFirst() as PickableDataset],
  ['lazy data', lazy],
])('of %s', (_, form) => {
  const data = form(numbered(ten))
  const numbers = (picked: PickableDataset) => {
    expect([picked.name, picked.layout, picked.inputShape]).toEqual([data.name, data.layout, data.inputShape])
    expect(picked instanceof ArrayDataset).toBe(data instanceof ArrayDataset)
    return numbersOf(picked, ten)
  }

  it('take, skip and repeat', () => {
    expect(numbers(take(data, 3))).toEqual([0, 1, 2])
    expect(numbers(skip(data, 7))).toEqual([7, 8, 9])
    expect(numbers(skip(take(data, 5), 3))).toEqual([3, 4])
    expect(numbers(repeat(take(data, 3), 3))).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2])
  })

  it('gather of a part', () => {
    const { targets } = skip(data, 4).gather([5, 0])
    expect(Array.from(targets.data)).toEqual([ten[9], ten[4]])
    expect(Array.from(repeat(take(data, 2), 2).gather([3, 0]).targets.data)).toEqual([ten[1], ten[0]])
  })

  it('shuffle', () => {
    expect(numbers(shuffle(data, randomGenerator(4)))).toEqual(Array.from(randomGenerator(4).permutation(10)))
    expect(numbers(take(shuffle(data, randomGenerator(4)), 4))).toEqual(Array.from(randomGenerator(4).permutation(10).slice(0, 4)))
  })

  it('split', () => {
    const { train, test } = split(data, 0.7)
    expect([numbers(train), numbers(test)]).toEqual([[0, 1, 2, 3, 4, 5, 6], [7, 8, 9]]) // biome-ignore format: two parts
    const parts = split(data, { a: 0.5, b: 0.5 }, { shuffle: randomGenerator(3) })
    expect([...numbers(parts.a), ...numbers(parts.b)]).toEqual(Array.from(randomGenerator(3).permutation(10)))
  })

  it('kFold', () => {
    const parts = kFold(data, 3)
    expect(parts.map(({ test }) => numbers(test))).toEqual([[0, 1, 2, 3], [4, 5, 6], [7, 8, 9]]) // biome-ignore format: folds
    expect(numbers(parts[1]!.train)).toEqual([0, 1, 2, 3, 7, 8, 9])
  })

  it('batches of gathered and shuffled samples', () => {
    const order = randomGenerator(8).permutation(10)
    const seen = Array.from(data.batches({ batchSize: 4, shuffle: randomGenerator(8) }), ({ targets }) => Array.from(targets.data)).flat()
    expect(seen).toEqual(Array.from(order, (i) => ten[i]))
  })
})

describe('a run that goes on', () => {
  it('sees the samples that it would have seen, in the order of the generator whose state was kept', () => {
    const data = lazy(numbered(ten))
    const rest = (batches: Iterable<{ inputs: { data: ArrayLike<number> } }>) =>
      Array.from(batches, ({ inputs }) => Array.from(inputs.data))
    const random = randomGenerator(5)
    const batches = data.batches({ batchSize: 3, shuffle: random })
    batches.nextBatch()
    const kept = JSON.parse(JSON.stringify({ position: batches.snapshot(), random: random.snapshot() }))
    const [now, next] = [rest(batches), rest(batches)]
    const other = randomGenerator(99)
    const again = data.batches({ batchSize: 3, shuffle: other })
    other.restore(kept.random)
    again.restore(kept.position)
    expect([rest(again), rest(again)]).toEqual([now, next])
  })
})

describe('kFold', () => {
  it.each(folds)('has the folds of scikit-learn: $folds of $classes.length', ({ classes, folds, even, stratified }) => {
    const data = numbered(classes)
    expect(kFold(data, folds).map(({ test }) => numbersOf(test, classes))).toEqual(even)
    expect(kFold(data, folds, { stratified: true }).map(({ test }) => numbersOf(test, classes))).toEqual(stratified)
  })

  it('has every sample in one test part and in all other training parts, in even shares of the classes where they are asked for', () => {
    const cases = fc.record({
      counts: fc.array(fc.integer({ min: 5, max: 12 }), { minLength: 1, maxLength: 4 }),
      folds: fc.integer({ min: 2, max: 5 }),
      seed: fc.nat(),
      shuffled: fc.boolean(),
      stratified: fc.boolean(),
    })
    fc.assert(
      fc.property(cases, ({ counts, folds, seed, shuffled, stratified }) => {
        const classes = counts.flatMap((count, which) => new Array<number>(count).fill(which))
        const data = numbered(classes)
        const parts = kFold(data, folds, { stratified, ...(shuffled ? { shuffle: randomGenerator(seed) } : {}) })
        const tests = parts.map(({ test }) => numbersOf(test, classes))
        expect(tests.flat().sort((a, b) => a - b)).toEqual(Array.from(classes.keys()))
        for (const [i, test] of tests.entries()) {
          const rest = numbersOf(parts[i]!.train, classes)
          expect(rest).toEqual(Array.from(classes.keys()).filter((index) => !test.includes(index)))
          for (const [which, count] of (stratified ? counts : []).entries()) {
            expect(Math.abs(test.filter((index) => classes[index] === which).length - count / folds)).toBeLessThan(1)
          }
          expect(Math.abs(test.length - classes.length / folds)).toBeLessThan(1)
        }
      }),
      runs(60),
    )
  })
})

describe('stratified parts', () => {
  it('have every sample once, and of each class their share to within one sample', () => {
    const cases = fc.record({
      counts: fc.array(fc.integer({ min: 4, max: 30 }), { minLength: 1, maxLength: 5 }),
      weights: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
      seed: fc.option(fc.nat(), { nil: undefined }),
    })
    fc.assert(
      fc.property(cases, ({ counts, weights, seed }) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0)
        const fractions = Object.fromEntries(weights.map((weight, i) => [`p${i}`, weight / total]))
        const classes = Array.from({ length: 30 }, (_, i) => counts.flatMap((count, which) => (i < count ? [which] : []))).flat()
        // Of a share below one sample, nothing may be left.
        fc.pre(weights.every((weight) => counts.some((count) => count * weight >= total)))
        const parts = Object.values(
          split(numbered(classes), fractions, { stratified: true, shuffle: seed === undefined ? undefined : randomGenerator(seed) }),
        )
        const numbers = parts.map((part) => numbersOf(part, classes))
        expect(numbers.flat().sort((a, b) => a - b)).toEqual(Array.from(classes.keys()))
        if (seed === undefined) for (const part of numbers) expect(part).toEqual([...part].sort((a, b) => a - b))
        for (const [i, part] of numbers.entries()) {
          for (const [which, count] of counts.entries()) {
            expect(Math.abs(part.filter((index) => classes[index] === which).length - (count * weights[i]!) / total)).toBeLessThan(1)
          }
          expect(Math.abs(part.length - (classes.length * weights[i]!) / total)).toBeLessThan(2)
        }
      }),
      runs(100),
    )
  })

  it('are refused where one would be empty', () => {
    const fractions = { train: 1 / 7, validation: 3 / 7, test: 3 / 7 }
    expect(() => split(numbered([0, 0, 0, 0]), fractions, { stratified: true })).toThrow(
      /^split: train would be empty: 4 samples make train 0, validation 2, test 2$/,
    )
  })

  it('know classes by number, by 0 and 1 in a column, and by rows with a single 1', () => {
    for (const targets of ['classIndex', 'binary', 'oneHot'] as const) {
      const data = blobs(40, { centers: 2, targets })
      for (const each of [data, data.featuresFirst(), lazy(data)]) {
        const { test } = split<PickableDataset>(each, 0.75, { stratified: true })
        const { targets: y } = (test as PickableDataset).slice(0, 10)
        expect(Array.from(y.data).reduce((sum, value) => sum + value, 0)).toBe(targets === 'oneHot' ? 10 : 5)
      }
    }
  })
})

describe('map', () => {
  const twice = (array: { data: ArrayLike<number>; shape: readonly [number, 2] }) => ({
    data: Float64Array.from(array.data, (x) => 2 * x),
    shape: array.shape,
    dtype: 'float64' as const,
  })

  it('maps arrays once, as a whole', () => {
    let calls = 0
    const mapped = map(xor(), ({ inputs, targets }) => {
      calls++
      return { inputs: twice(inputs), targets }
    })
    for (const _ of mapped.batches({ batchSize: 2 }));
    expect([calls, mapped.inputs.data]).toEqual([1, new Float64Array([0, 0, 0, 2, 2, 0, 2, 2])])
    expectTypeOf(mapped.inputShape).toEqualTypeOf<readonly [2]>()
    expectTypeOf(mapped).toEqualTypeOf<ArrayDataset<readonly [2], readonly [1], 'samplesFirst'>>()
  })

  it('maps other data batch by batch, anew each time', () => {
    let calls = 0
    const random = randomGenerator(1)
    const noisy = map(
      xor(),
      ({ inputs, targets }) => {
        calls++
        return {
          inputs: { data: inputs.data.map((x) => x + random.uniform(0, 0.1)), shape: inputs.shape, dtype: inputs.dtype },
          targets,
          weights: { data: Float32Array.from(targets.data, () => 1), shape: [targets.shape[0]] as const, dtype: 'float32' },
        }
      },
      { lazy: true },
    )
    expect(calls).toBe(1)
    expectTypeOf(noisy).toEqualTypeOf<SourceDataset<readonly [2], readonly [1], 'samplesFirst'>>()
    const batches = () => Array.from(noisy.batches({ batchSize: 2, shuffle: randomGenerator(3) }), ({ inputs }) => Array.from(inputs.data))
    expect(batches()).not.toEqual(batches())
    expect(calls).toBe(5)
    expect(take(noisy, 2).slice(0, 2).weights!.data.length).toBe(2)
  })

  it('may change shapes', () => {
    const sums = map(
      lazy(xor()) as unknown as ReturnType<typeof xor>,
      ({ inputs, size }) => {
        const data = Int32Array.from({ length: size }, (_, i) => inputs.data[2 * i]! + inputs.data[2 * i + 1]!)
        return { inputs, targets: { data, shape: [size] as const, dtype: 'int32' } }
      },
      { lazy: true },
    )
    expect([sums.targetShape, sums.slice(1, 4).targets.data]).toEqual([[], new Int32Array([1, 1, 2])])
  })
})

describe('sourceDataset', () => {
  const source = { size: 4, slice: (a: number, b: number) => xor().slice(a, b), gather: (i: ArrayLike<number>) => xor().gather(i) }

  it('is a dataset like any other', () => {
    const data = sourceDataset(source, { inputShape: [2], targetShape: [1], name: 'lazy' })
    expectTypeOf(data).toEqualTypeOf<SourceDataset<readonly [2], readonly [1], 'samplesFirst'>>()
    expect(Array.from(data.batches({ batchSize: 3 }), ({ targets }) => Array.from(targets.data))).toEqual([[0, 1, 1], [0]])
    expect([data.name, data.displayName, data.size]).toEqual(['lazy', 'lazy', 4])
  })

  it.each<{ why: string; call: () => unknown; code: string; message: RegExp }>([
    {
      why: 'no source',
      call: () => sourceDataset(undefined as never, {} as never),
      code: 'type',
      message: /source must be { size, slice, gather }/,
    },
    {
      why: 'no samples',
      call: () => sourceDataset({ ...source, size: 0 }, { inputShape: [2], targetShape: [1] }),
      code: 'range',
      message: /size must be an integer >= 1/,
    },
    {
      why: 'no shapes',
      call: () => sourceDataset(source, {} as never),
      code: 'type',
      message: /^sourceDataset: inputShape: shape must be/,
    },
    {
      why: 'another shape',
      call: () => sourceDataset<readonly [3], readonly [1]>(source as never, { inputShape: [3], targetShape: [1] }).slice(0, 2),
      code: 'shape',
      message: /^dataset: samples 0 … 1: inputs have shape \[2,2\], expected \[2,3\]$/,
    },
    {
      why: 'no targets',
      call: () =>
        sourceDataset({ ...source, slice: () => ({ inputs: xor().inputs }) as never }, { inputShape: [2], targetShape: [1] }).slice(0, 4),
      code: 'type',
      message: /^dataset: samples 0 … 3: targets must be { data, shape, dtype }, got undefined$/,
    },
    {
      why: 'targets without a dtype',
      call: () =>
        sourceDataset(
          { ...source, slice: () => ({ inputs: xor().inputs, targets: { data: new Float32Array(4), shape: [4, 1] } }) as never },
          { inputShape: [2], targetShape: [1] },
        ).slice(0, 4),
      code: 'type',
      message: /^dataset: samples 0 … 3: targets must be { data, shape, dtype }, got an Object$/,
    },
    {
      why: 'too few samples',
      call: () => sourceDataset({ ...source, gather: () => xor().gather([0]) }, { inputShape: [2], targetShape: [1] }).gather([0, 1]),
      code: 'shape',
      message: /2 samples: inputs have shape \[1,2\], expected \[2,2\]/,
    },
    {
      why: 'a promise',
      call: () =>
        sourceDataset({ ...source, slice: (async () => xor().slice(0, 1)) as never }, { inputShape: [2], targetShape: [1] }).slice(0, 1),
      code: 'type',
      message: /samples 0 … 0 must be { inputs, targets }, got a Promise; it must not/,
    },
    {
      why: 'an index for indices',
      call: () => sourceDataset(source, { inputShape: [2], targetShape: [1] }).gather(3 as never),
      code: 'type',
      message: /indices must be an array of integers, got 3/,
    },
    {
      why: 'no index',
      call: () => sourceDataset(source, { inputShape: [2], targetShape: [1] }).gather([]),
      code: 'range',
      message: /indices is empty/,
    },
    {
      why: 'a number as name',
      call: () => sourceDataset(source, { inputShape: [2], targetShape: [1], name: 5 as never }),
      code: 'type',
      message: /^sourceDataset: name must be text, got 5/,
    },
    {
      why: 'index 4 of 4',
      call: () => sourceDataset(source, { inputShape: [2], targetShape: [1] }).gather([4]),
      code: 'range',
      message: /indices\[0\] must be an integer in \[0, 3\], got 4/,
    },
  ])('refuses $why', ({ call, code, message }) => {
    // biome-ignore format: a table
    expect(call).toThrow(expect.objectContaining({ name: 'GradusError', code, message: expect.stringMatching(message) }))
  })
})

describe('mistakes', () => {
  const data = numbered(ten)
  it.each<{ why: string; call: () => unknown; code: string; message: RegExp }>([
    { why: 'take 0', call: () => take(data, 0), code: 'range', message: /^take: count must be an integer in \[1, 10\], got 0/ },
    { why: 'take 11', call: () => take(data, 11), code: 'range', message: /got 11/ },
    { why: 'skip all', call: () => skip(data, 10), code: 'range', message: /^skip: count must be an integer in \[0, 9\], got 10/ },
    { why: 'repeat 0', call: () => repeat(data, 0), code: 'range', message: /^repeat: times/ },
    {
      why: 'repeat beyond int32',
      call: () => repeat(data, 1e9),
      code: 'range',
      message: /^repeat: times must be an integer in \[1, 214748364\]/,
    },
    { why: 'take of null', call: () => take(null as never, 1), code: 'type', message: /^take: data must be a dataset, got null$/ },
    { why: 'take of an array', call: () => take([1] as never, 1), code: 'type', message: /^take: data must be a dataset, got \[1\]/ },
    {
      why: 'take of a dataset without slice',
      call: () => take({ batches: () => 1 } as never, 1),
      code: 'type',
      message: /it has no slice and gather: see sourceDataset/,
    },
    {
      why: 'shuffle by a seed',
      call: () => shuffle(data, 7 as never),
      code: 'type',
      message: /^shuffle: shuffle must be a random generator, got 7/,
    },
    {
      why: 'fractions that sum to 1.1',
      call: () => split(data, { a: 0.6, b: 0.5 }),
      code: 'range',
      message: /sum to 1, got a 0.6, b 0.5 \(sum 1.1\)/,
    },
    {
      why: 'an empty part',
      call: () => split(data, 0.99),
      code: 'range',
      message: /test would be empty: 10 samples make train 10, test 0/,
    },
    {
      why: 'a class of one',
      call: () => split(numbered([0, 0, 1]), 0.5, { stratified: true }),
      code: 'range',
      message: /^split: class 1 has 1 sample, fewer than the 2 parts/,
    },
    {
      why: 'targets that are no classes',
      call: () =>
        split(
          dataset(
            [1, 2],
            [
              [0.5, 1],
              [1, 0],
            ],
          ),
          0.5,
          { stratified: true },
        ),
      code: 'range',
      message: /the target of sample 0 is \[0.5,1\], expected a class/,
    },
    {
      why: 'stratified: 1',
      call: () => split(data, 0.5, { stratified: 1 as never }),
      code: 'type',
      message: /stratified must be true or false/,
    },
    { why: 'one fold', call: () => kFold(data, 1), code: 'range', message: /^kFold: folds must be an integer in \[2, 10\], got 1/ },
    {
      why: 'more folds than a class has samples',
      call: () => kFold(data, 4, { stratified: true }),
      code: 'range',
      message: /class 1 has 3 samples, fewer than the 4 parts/,
    },
    { why: 'map without a function', call: () => map(data, 5 as never), code: 'type', message: /transform must be a function, got 5/ },
    {
      why: 'map to nothing',
      call: () => map(data, (() => undefined) as never),
      code: 'type',
      message: /^map: what the function gives must be { inputs, targets }, got undefined/,
    },
    {
      why: 'map to a promise',
      call: () => map(data, (async () => 1) as never),
      code: 'type',
      message: /got a Promise; it must not be asynchronous/,
    },
    {
      why: 'map to fewer samples',
      call: () => map(data, ({ targets }) => ({ inputs: { data: new Float32Array(3), shape: [3], dtype: 'float32' }, targets })),
      code: 'shape',
      message: /inputs have shape \[3\], expected \[10\]/,
    },
    {
      why: 'map to wrong arrays',
      call: () => map(data, ({ targets }) => ({ inputs: { data: new Int32Array(10), shape: [10], dtype: 'float32' }, targets })),
      code: 'type',
      message: /data is an Int32Array, which does not hold float32/,
    },
    {
      why: 'map to another dtype',
      call: () => map(data, ({ targets }) => ({ inputs: { data: new Float32Array(10), shape: [10], dtype: 'float16' as never }, targets })),
      code: 'type',
      message: /^map: what the function gives: inputs: .*unknown dtype "float16"/,
    },
    {
      why: 'targets that are NaN',
      call: () => split(dataset([1, 2], [NaN, 1]), 0.5, { stratified: true }),
      code: 'range',
      message: /the target of sample 0 is NaN, which is no class/,
    },
    {
      why: 'map to a short array',
      call: () => map(data, ({ targets }) => ({ inputs: { data: new Float32Array(9), shape: [10], dtype: 'float32' }, targets })),
      code: 'shape',
      message: /9 values, shape \[10\] needs 10/,
    },
  ])('$why: $code', ({ call, code, message }) => {
    // biome-ignore format: a table
    expect(call).toThrow(expect.objectContaining({ name: 'GradusError', code, message: expect.stringMatching(message) }))
  })
})
