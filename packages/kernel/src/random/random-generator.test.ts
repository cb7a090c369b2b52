import { describe, expect, it } from 'vitest'
import fixture from './__fixtures__/threefry.json' with { type: 'json' }
import type { RandomGenerator, RandomState } from './generator.ts'
import { numpyRandom } from './numpy-random.ts'
import { randomGenerator } from './random-generator.ts'
import type { WordGenerator } from './word-generator.ts'

function words(random: RandomGenerator, count: number): number[] {
  return Array.from({ length: count }, () => (random as WordGenerator).nextWord())
}

function numbers(random: RandomGenerator, count = 5): number[] {
  return Array.from({ length: count }, () => random.next())
}

describe('randomGenerator', () => {
  it.each(fixture.streams)(
    'seed $seed at position $position draws the words of another Threefry',
    ({ seed, position, words: expected }) => {
      const random = randomGenerator(seed)
      random.restore({ ...random.snapshot(), position })
      expect(words(random, expected.length)).toEqual(expected)
    },
  )

  it.each(fixture.forks)('fork $fork of seed $seed has a key of its own', ({ seed, fork, key }) => {
    const random = randomGenerator(seed)
    for (let count = 0; count < fork; count++) random.fork()
    expect(random.fork().snapshot().key).toEqual(key)
  })

  it('without a seed has seed 0', () => {
    expect(numbers(randomGenerator())).toEqual(numbers(randomGenerator(0)))
  })
})

describe.each([
  { name: 'randomGenerator', create: randomGenerator as (seed: number) => RandomGenerator },
  { name: 'numpyRandom', create: numpyRandom as (seed: number) => RandomGenerator },
])('$name', ({ create }) => {
  it('repeats itself for a seed and differs between neighbouring seeds', () => {
    expect(numbers(create(7))).toEqual(numbers(create(7)))
    expect(numbers(create(7))).not.toEqual(numbers(create(8)))
  })

  it.each([0, 1, 2, 5, 623, 624, 625, 1247])('goes on from a snapshot through JSON after %s words, bit by bit', (count) => {
    const random = create(11)
    words(random, count)
    random.normal()
    random.fork()
    const state = JSON.parse(JSON.stringify(random.snapshot())) as RandomState
    const draw = (from: RandomGenerator) => [
      from.normal(),
      ...numbers(from),
      from.normal(),
      from.normal(),
      ...numbers(from.fork()),
      ...from.permutation(9),
    ]
    const expected = draw(random)
    const other = create(999)
    other.restore(state)
    expect(draw(other)).toEqual(expected)
    random.restore(state)
    expect(draw(random)).toEqual(expected)
  })

  it('leaves a snapshot as it was taken', () => {
    const random = create(11)
    const state = random.snapshot()
    const before = JSON.stringify(state)
    words(random, 700)
    random.restore(state)
    words(random, 700)
    expect(JSON.stringify(state)).toBe(before)
  })

  it('does not notice what becomes of a snapshot', () => {
    const random = create(11)
    const before = JSON.stringify(random.snapshot())
    for (const field of Object.values(random.snapshot())) if (Array.isArray(field)) field.fill(1)
    expect(JSON.stringify(random.snapshot())).toBe(before)
  })

  it('forks do not disturb the stream and do not depend on what was drawn', () => {
    const plain = create(5)
    const forking = create(5)
    const early = numbers(forking.fork())
    expect(numbers(forking)).toEqual(numbers(plain))
    expect(numbers(plain.fork())).toEqual(early)
    expect(numbers(plain.fork())).not.toEqual(early)
  })

  it('forks, their forks and the parent are unlike', () => {
    const parent = create(5)
    const child = parent.fork()
    const family = [parent, child, parent.fork(), child.fork(), create(6), create(6).fork()]
    expect(new Set(family.flatMap((member) => numbers(member, 100))).size).toBe(600)
  })

  it('fills arrays with what single draws give', () => {
    const uniform = new Float32Array(7)
    const normal = new Float64Array(7)
    const filling = create(3)
    filling.fillUniform(uniform, -2, 3)
    filling.fillNormal(normal, 1, 4)
    const single = create(3)
    expect(Array.from(uniform)).toEqual(Array.from(uniform, () => Math.fround(single.uniform(-2, 3))))
    expect(Array.from(normal)).toEqual(Array.from(normal, () => single.normal(1, 4)))
  })
})
