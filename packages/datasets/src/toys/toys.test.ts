// Protects: the toy sets have the form that the literature gives them, the noise that was asked for, and targets that fit losses.
import { numpyRandom, randomGenerator } from '@gradus/kernel'
import { describe, expect, expectTypeOf, it } from 'vitest'
import cases from '../__fixtures__/toys.json' with { type: 'json' }
import type { ArrayDataset } from '../array-dataset.ts'
import type { TargetForm } from '../class-targets.ts'
import { xor } from '../gates.ts'
import { blobs } from './blobs.ts'
import { circles } from './circles.ts'
import { moons } from './moons.ts'
import { parity } from './parity.ts'
import { spirals } from './spirals.ts'
import type { ToyOptions } from './toy-set.ts'

const ordered = { shuffle: false, targets: 'classIndex', dtype: 'float64' } as const

describe('the form of scikit-learn', () => {
  it.each(cases)('$set of $samples', ({ set, samples, factor, inputs, classes }) => {
    const made = set === 'moons' ? moons(samples as number, ordered) : circles(samples as number, { ...ordered, factor: factor ?? 0.8 })
    expect(Array.from(made.targets.data)).toEqual(classes)
    expect(made.inputs.shape).toEqual([classes.length, 2])
    for (const [i, value] of inputs.entries()) expect(Math.abs(made.inputs.data[i]! - value)).toBeLessThan(1e-15)
  })
})

/** Mean and standard deviation of what one set has more than another. */
function moments(noisy: ArrayDataset, clean: ArrayDataset) {
  const difference = Array.from(noisy.inputs.data, (value, i) => value - clean.inputs.data[i]!)
  const mean = difference.reduce((sum, d) => sum + d, 0) / difference.length
  return { mean, deviation: Math.sqrt(difference.reduce((sum, d) => sum + (d - mean) ** 2, 0) / difference.length) }
}

const sets: readonly { name: string; make: (samples: number, options: ToyOptions<TargetForm>) => ArrayDataset }[] = [
  { name: 'moons', make: moons },
  { name: 'circles', make: circles },
  { name: 'spirals', make: spirals },
]

describe.each(sets)('$name', ({ make }) => {
  it('has noise of the stated deviation', () => {
    const { mean, deviation } = moments(make(5000, { ...ordered, noise: 0.3, seed: 4 }), make(5000, ordered))
    // 10,000 normal numbers: four standard errors.
    expect(Math.abs(mean)).toBeLessThan((4 * 0.3) / 100)
    expect(Math.abs(deviation - 0.3)).toBeLessThan((4 * 0.3) / Math.sqrt(20_000))
  })

  it('is the same for the same seed, another for another, and takes a generator', () => {
    const options = { noise: 0.1, seed: 5 }
    expect(make(20, options)).toEqual(make(20, options))
    expect(make(20, { noise: 0.1, random: randomGenerator(5) })).toEqual(make(20, options))
    expect(make(20, { noise: 0.1, seed: 6 }).inputs).not.toEqual(make(20, options).inputs)
    expect(make(20, { noise: 0.1 })).toEqual(make(20, { noise: 0.1, seed: 0 }))
    expect(make(20, { noise: 0.1, random: numpyRandom(5) }).inputs).not.toEqual(make(20, options).inputs)
  })

  it('shuffled, it has the same samples in another order', () => {
    const rows = (data: ArrayDataset) =>
      Array.from(data.targets.data, (target, i) => [target, ...data.inputs.data.subarray(2 * i, 2 * i + 2)].join()).sort()
    const options = { noise: 0.1, seed: 5, targets: 'classIndex' } as const
    const [shuffled, inOrder] = [make(50, options), make(50, { ...options, shuffle: false })]
    expect(shuffled.targets).not.toEqual(inOrder.targets)
    expect(rows(shuffled)).toEqual(rows(inOrder))
  })
})

describe('spirals', () => {
  it('each arm is the one before, turned', () => {
    const arms = 5
    const { data } = spirals(50, { ...ordered, arms, turns: 1.5 }).inputs
    const [cosine, sine] = [Math.cos((2 * Math.PI) / arms), Math.sin((2 * Math.PI) / arms)]
    for (let i = 0; i < 40; i++) {
      const [x, y, turnedX, turnedY] = [data[2 * i]!, data[2 * i + 1]!, data[2 * (i + 10)]!, data[2 * (i + 10) + 1]!]
      expect(Math.hypot(turnedX - (cosine * x - sine * y), turnedY - (sine * x + cosine * y))).toBeLessThan(1e-14)
    }
  })

  it('winds outwards as often as it is told', () => {
    const { data } = spirals([400, 1], { ...ordered, turns: 3 }).inputs
    let angle = 0
    for (let i = 1; i < 400; i++) {
      const [x, y, previousX, previousY] = [data[2 * i]!, data[2 * i + 1]!, data[2 * i - 2]!, data[2 * i - 1]!]
      expect(Math.hypot(x, y)).toBeCloseTo((i + 1) / 400, 12)
      angle += Math.atan2(previousX * y - previousY * x, previousX * x + previousY * y)
    }
    expect(angle).toBeCloseTo((2 * Math.PI * 3 * 399) / 400, 9)
  })
})

describe('blobs', () => {
  it('lie around their centers with their spreads', () => {
    const centers = [[0, 0, 5], [-3, 4, 1]] // biome-ignore format: as a table
    const made = blobs(10_000, { ...ordered, centers, spread: [0.5, 2], seed: 3 })
    expect(made.inputShape).toEqual([3])
    for (const [which, center] of centers.entries()) {
      const { inputs, size } = made.slice(which * 5000, (which + 1) * 5000)
      for (const [j, middle] of center.entries()) {
        const column = Array.from({ length: size }, (_, i) => inputs.data[3 * i + j]!)
        const mean = column.reduce((sum, value) => sum + value, 0) / size
        const deviation = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / size)
        const spread = [0.5, 2][which]!
        expect(Math.abs(mean - middle)).toBeLessThan((4 * spread) / Math.sqrt(size))
        expect(Math.abs(deviation - spread)).toBeLessThan((4 * spread) / Math.sqrt(2 * size))
      }
    }
  })

  it('draw centers from the box', () => {
    const { data } = blobs(500, { ...ordered, centers: 500, spread: 0, box: [2, 3], features: 4 }).inputs
    expect(data.length).toBe(2000)
    expect(data.every((value) => value >= 2 && value < 3)).toBe(true)
    expect(new Set(data).size).toBe(2000)
  })

  it('of counts that do not divide differ by one sample at most', () => {
    const counts = [0, 0, 0]
    for (const which of blobs(100, { centers: 3 }).targets.data) counts[which]!++
    expect(counts).toEqual([33, 33, 34])
  })
})

describe('parity', () => {
  it.each([1, 2, 3, 8])('of %s bits is XOR', (bits) => {
    expect(parity(bits).inputs).toEqual(xor(bits).inputs)
    expect(parity(bits).targets).toEqual(xor(bits).targets)
  })
})

describe('targets', () => {
  it('are a column of 0 and 1, class indices, or rows with one 1', () => {
    const options = { shuffle: false, dtype: 'float64' } as const
    expect(moons(2, options).targets).toEqual({ data: new Float64Array([0, 1]), shape: [2, 1], dtype: 'float64' })
    expect(moons(2, { ...options, targets: 'classIndex' }).targets).toEqual({ data: new Int32Array([0, 1]), shape: [2], dtype: 'int32' })
    const oneHot = spirals(3, { ...options, arms: 3, targets: 'oneHot' }).targets
    expect(oneHot).toEqual({ data: new Float64Array([1, 0, 0, 0, 1, 0, 0, 0, 1]), shape: [3, 3], dtype: 'float64' })
    expect(parity(1, { targets: 'oneHot' }).targets.data).toEqual(new Float32Array([1, 0, 0, 1]))
  })

  it('are in the types', () => {
    expectTypeOf(moons().targetShape).toEqualTypeOf<readonly [1]>()
    expectTypeOf(circles(10, { targets: 'oneHot' }).targetShape).toEqualTypeOf<readonly [2]>()
    expectTypeOf(spirals(10, { arms: 3 }).targetShape).toEqualTypeOf<readonly []>()
    expectTypeOf(spirals(10, { arms: 3, targets: 'oneHot' }).targets.shape).toEqualTypeOf<readonly [number, 3]>()
    expectTypeOf(blobs(10, { features: 5 }).inputShape).toEqualTypeOf<readonly [5]>()
    expectTypeOf(parity(3).inputs.shape).toEqualTypeOf<readonly [number, 3]>()
  })
})

describe('mistakes', () => {
  it.each<{ why: string; call: () => unknown; code: string; message: RegExp }>([
    { why: '1 sample for two classes', call: () => moons(1), code: 'range', message: /^moons: samples must be an integer .*\[2, / },
    { why: 'half a sample', call: () => moons(2.5), code: 'range', message: /^moons: samples .*got 2.5/ },
    { why: 'three counts', call: () => moons([1, 1, 1] as never), code: 'range', message: /^moons: samples has 3 counts, expected .* 2 / },
    { why: 'an empty class', call: () => circles([3, 0]), code: 'range', message: /^circles: samples\[1\] .*got 0/ },
    { why: 'negative noise', call: () => moons(9, { noise: -1 }), code: 'range', message: /^moons: noise .*>= 0, got -1/ },
    { why: 'a misspelt option', call: () => moons(9, { nois: 1 } as never), code: 'type', message: /did you mean noise/ },
    { why: 'a factor of 1', call: () => circles(9, { factor: 1 }), code: 'range', message: /^circles: factor .*\(0, 1\), got 1/ },
    { why: 'one arm', call: () => spirals(9, { arms: 1 }), code: 'range', message: /^spirals: arms .*got 1/ },
    { why: 'no turn', call: () => spirals(9, { turns: 0 }), code: 'range', message: /^spirals: turns .*got 0/ },
    {
      why: 'binary targets of three classes',
      call: () => spirals(9, { arms: 3, targets: 'binary' }),
      code: 'range',
      message: /^spirals: targets 'binary' are for two classes, there are 3; use 'classIndex' or 'oneHot'$/,
    },
    { why: 'a misspelt form', call: () => moons(9, { targets: 'onehot' as never }), code: 'type', message: /did you mean oneHot/ },
    { why: 'int32 points', call: () => moons(9, { dtype: 'int32' as never }), code: 'type', message: /dtype must be float32 or float64/ },
    {
      why: 'a number as box',
      call: () => blobs(9, { box: 7 as never }),
      code: 'type',
      message: /^blobs: box must be \[low, high\], got 7$/,
    },
    {
      why: 'a box of one side',
      call: () => blobs(9, { box: [1] as never }),
      code: 'type',
      message: /^blobs: box must be \[low, high\], got \[1\]$/,
    },
    {
      why: 'parity in int32',
      call: () => parity(2, { dtype: 'int32' as never }),
      code: 'type',
      message: /^parity: dtype must be float32 or float64, got "int32"$/,
    },
    { why: 'a seed below 0', call: () => moons(9, { seed: -1 }), code: 'range', message: /^moons: seed/ },
    {
      why: 'a seed as generator',
      call: () => moons(9, { random: 7 as never }),
      code: 'type',
      message: /^moons: random must be a random gen/,
    },
    {
      why: 'seed and generator',
      call: () => moons(9, { seed: 7, random: randomGenerator(7) }),
      code: 'type',
      message: /^moons: seed and random are both given/,
    },
    { why: 'a ragged center', call: () => blobs(9, { centers: [[1], [1, 2]] }), code: 'shape', message: /^blobs: centers: ragged/ },
    { why: 'a flat center', call: () => blobs(9, { centers: [1, 2] as never }), code: 'shape', message: /centers have shape \[2\]/ },
    {
      why: 'centers of 3 values for 2 features',
      call: () => blobs(9, { centers: [[1, 2, 3]], features: 2 }),
      code: 'shape',
      message: /centers have shape \[1,3\], expected \[centers, 2\]$/,
    },
    { why: 'a center at NaN', call: () => blobs(9, { centers: [[NaN]] }), code: 'range', message: /^blobs: centers\[0\] .*got NaN/ },
    { why: 'two spreads of three', call: () => blobs(9, { spread: [1, 2] }), code: 'range', message: /spread has 2 values/ },
    { why: 'a box upside down', call: () => blobs(9, { box: [1, 0] }), code: 'range', message: /^blobs: box\[1\] .*>= 1, got 0/ },
    { why: 'parity of 17 bits', call: () => parity(17), code: 'range', message: /^parity: bits .*got 17/ },
    {
      why: 'a table beyond all memory',
      call: () => blobs(2e9, { features: 100 }),
      code: 'range',
      message: /^blobs: 2000000000 samples of 100/,
    },
  ])('$why: $code', ({ call, code, message }) => {
    expect(call).toThrow(expect.objectContaining({ name: 'GradusError', code, message: expect.stringMatching(message) }))
  })

  it('leave the generator where it was', () => {
    const random = randomGenerator(1)
    const before = random.snapshot()
    expect(() => moons(9, { random, noise: -1 })).toThrow()
    expect(() => blobs(9, { random, spread: [1] })).toThrow()
    expect(random.snapshot()).toEqual(before)
  })
})
