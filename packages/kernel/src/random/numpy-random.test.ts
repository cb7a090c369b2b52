import { describe, expect, it } from 'vitest'
import fixture from './__fixtures__/numpy-random.json' with { type: 'json' }
import { numpyRandom } from './numpy-random.ts'

/** The first five and the values number 1000 and 10000, as the fixture keeps them. */
function sample(values: ArrayLike<number>): number[] {
  return [0, 1, 2, 3, 4, 999, 9999].map((index) => values[index]!)
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length)
  expected.forEach((value, index) => {
    expect(Math.abs(actual[index]! - value)).toBeLessThanOrEqual(1e-15 * Math.max(1, Math.abs(value)))
  })
}

it('begins as every article with np.random.seed(42) does', () => {
  const random = numpyRandom(42)
  expect(Array.from(random.rand(4))).toEqual([0.3745401188473625, 0.9507143064099162, 0.7319939418114051, 0.5986584841970366])
  expect(Array.from(random.rand(2))).toEqual([0.15601864044243652, 0.15599452033620265])
})

describe.each(fixture.cases)('np.random.seed($seed)', (expected) => {
  const { seed } = expected

  it('rand and uniform, bit by bit', () => {
    expect(sample(numpyRandom(seed).rand(10000))).toEqual(expected.rand)
    expect(sample(numpyRandom(seed).uniform(-0.05, 0.05, 10000))).toEqual(expected.uniform)
  })

  it('randn and normal to 1e-15', () => {
    expectClose(sample(numpyRandom(seed).randn(10000)), expected.randn)
    expectClose(sample(numpyRandom(seed).normal(3, 0.5, 10000)), expected.normal)
  })

  it.each(expected.randint)('randint($low, $high)', ({ low, high, values }) => {
    expect(sample(numpyRandom(seed).randint(low, high, 10000))).toEqual(values)
  })

  it.each(expected.integer)('randint($low, $high), one at a time', ({ low, high, values }) => {
    const random = numpyRandom(seed)
    expect(values.map(() => random.integer(low, high))).toEqual(values)
  })

  it('permutation and shuffle', () => {
    for (const permutation of expected.permutation) {
      expect(Array.from(numpyRandom(seed).permutation(permutation.length))).toEqual(permutation)
    }
    expect(sample(numpyRandom(seed).permutation(10000))).toEqual(expected.permutationOf10000)
    const letters = [...'gradus ad parnassum']
    numpyRandom(seed).shuffle(letters)
    expect(letters.join('')).toBe(expected.shuffle)
  })

  it('choice, with and without probabilities', () => {
    const { probabilities } = fixture
    const weighted = numpyRandom(seed)
    expect(expected.choice.map(() => weighted.choice(5, { probabilities }))).toEqual(expected.choice)
    const uniform = numpyRandom(seed)
    expect(expected.uniformChoice.map(() => uniform.choice(5))).toEqual(expected.uniformChoice)
  })

  it('draws of all kinds in turn leave the stream where NumPy leaves it', () => {
    const random = numpyRandom(seed)
    const drawn = [
      random.randn(3),
      random.rand(2),
      random.randn(2),
      random.randint(0, 6, 5),
      random.rand(1),
      random.permutation(7),
      random.normal(10, 2, 3),
      random.uniform(-1, 1, 3),
    ]
    for (let index = 0; index < drawn.length; index++) expectClose(drawn[index]!, expected.mixed[index]!)
  })

  it('forks are RandomState([seed, fork])', () => {
    const random = numpyRandom(seed)
    random.rand(3)
    const forks = [random.fork(), random.fork()]
    expect(forks.map((fork) => sample(fork.rand(10000)))).toEqual(expected.forks)
    expect(sample(forks[1]!.fork().rand(10000))).toEqual(expected.forkOfFork)
  })
})

it.each(fixture.states)('after $draws draws keeps the words of np.random.get_state()', ({ seed, draws, words, position }) => {
  const random = numpyRandom(seed)
  random.rand(draws)
  const state = random.snapshot()
  const kept = state.words as readonly number[]
  expect([0, 1, 2, 396, 397, 622, 623].map((index) => kept[index])).toEqual(words)
  expect(state.position).toBe(position)
})
