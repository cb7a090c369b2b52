import { describe, expect, it } from 'vitest'
import { type ErrorCode, GradusError } from '../error.ts'
import { numpyRandom } from './numpy-random.ts'
import { randomGenerator } from './random-generator.ts'

type Anything = never

function caught(action: () => unknown): GradusError {
  try {
    action()
  } catch (error) {
    expect(error).toBeInstanceOf(GradusError)
    return error as GradusError
  }
  throw new Error('nothing was thrown')
}

describe.each([
  ['randomGenerator', randomGenerator],
  ['numpyRandom', numpyRandom],
] as const)('%s', (name, create) => {
  it.each<[unknown, ErrorCode, string]>([
    ['42', 'type', '"42"'],
    [null, 'type', 'null'],
    [42n, 'type', '42n'],
    [-1, 'range', '-1'],
    [1.5, 'range', '1.5'],
    [2 ** 32, 'range', '4294967296'],
    [Number.NaN, 'range', 'NaN'],
    [Number.POSITIVE_INFINITY, 'range', 'Infinity'],
  ])('refuses seed %s', (seed, code, text) => {
    const error = caught(() => create(seed as Anything))
    expect(error.code).toBe(code)
    expect(error.message).toBe(`${name}: seed must be an integer in [0, 4294967295], got ${text}`)
  })

  const random = create(1)
  const float = new Float32Array(2)

  it.each<[string, () => unknown, ErrorCode, RegExp]>([
    ['integer(5, 5)', () => random.integer(5, 5), 'range', /^integer: high must be > low \(it is exclusive\), got \[5, 5\)$/],
    ['integer(0, 1.5)', () => random.integer(0, 1.5), 'range', /^integer: high must be an integer, got 1.5$/],
    ['integer("0", 1)', () => random.integer('0' as Anything, 1), 'type', /^integer: low must be an integer, got "0"$/],
    ['integer of 2^54 numbers', () => random.integer(-(2 ** 53) + 1, 2 ** 53 - 1), 'range', /^integer: .* at most 2\^53 integers/],
    ['uniform(1, 0)', () => random.uniform(1, 0), 'range', /^uniform: high must be >= low, got \[1, 0\)$/],
    ['uniform(0, NaN)', () => random.uniform(0, Number.NaN), 'range', /^uniform: high must be a finite number, got NaN$/],
    ['uniform of too wide a range', () => random.uniform(-1e308, 1e308), 'range', /^uniform: high − low overflows/],
    ['normal(0, -1)', () => random.normal(0, -1), 'range', /^normal: deviation must be a finite number >= 0, got -1$/],
    ['normal(NaN)', () => random.normal(Number.NaN), 'range', /^normal: mean must be a finite number, got NaN$/],
    ['permutation(-1)', () => random.permutation(-1), 'range', /^permutation: n must be an integer in \[0, 2147483647\], got -1$/],
    ['permutation(2 ** 40)', () => random.permutation(2 ** 40), 'range', /^permutation: n must be .*, got 1099511627776$/],
    [
      'shuffle of a string',
      () => random.shuffle('abc' as Anything),
      'type',
      /^shuffle: array must be an array or a typed array, got "abc"$/,
    ],
    ['shuffle of null', () => random.shuffle(null as Anything), 'type', /^shuffle: array .* got null$/],
    ['choice(0)', () => random.choice(0), 'range', /^choice: n must be an integer >= 1, got 0$/],
    [
      'probabilities that sum to 0.9',
      () => random.choice(2, { probabilities: [0.5, 0.4] }),
      'range',
      /^choice: probabilities must sum to 1, got 0.9$/,
    ],
    [
      'a NaN',
      () => random.choice(2, { probabilities: [1, Number.NaN] }),
      'range',
      /^choice: probabilities\[1\] must be a finite number >= 0, got NaN$/,
    ],
    ['a negative', () => random.choice(2, { probabilities: [1.5, -0.5] }), 'range', /^choice: probabilities\[1\] must be .* got -0.5$/],
    [
      'too few probabilities',
      () => random.choice(3, { probabilities: [0.5, 0.5] }),
      'shape',
      /^choice: 3 outcomes need 3 probabilities, got 2$/,
    ],
    [
      'words for probabilities',
      () => random.choice(1, { probabilities: ['1'] as Anything }),
      'type',
      /^choice: probabilities must be an array of numbers/,
    ],
    [
      'float32 beyond its rounding',
      () => random.choice(2, { probabilities: Float32Array.of(0.5, 0.499) }),
      'range',
      /^choice: probabilities must sum to 1, got 0.99/,
    ],
    ['a misspelt option', () => random.choice(1, { probabilites: [1] } as Anything), 'type', /did you mean probabilities\?/],
    [
      'fillUniform of a list',
      () => random.fillUniform([0] as Anything, 0, 1),
      'type',
      /^fillUniform: array must be a Float32Array or a Float64Array, got \[0\]$/,
    ],
    ['fillUniform(1, 0)', () => random.fillUniform(float, 1, 0), 'range', /^fillUniform: high must be >= low/],
    ['fillNormal of int32', () => random.fillNormal(new Int32Array(1) as Anything), 'type', /^fillNormal: array .* got an Int32Array$/],
    ['fillNormal(0, NaN)', () => random.fillNormal(float, 0, Number.NaN), 'range', /^fillNormal: deviation/],
  ])('refuses %s and draws nothing', (_, action, code, message) => {
    const before = JSON.stringify(random.snapshot())
    const error = caught(action)
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
    expect(JSON.stringify(random.snapshot())).toBe(before)
    expect(Array.from(float)).toEqual([0, 0])
  })

  it.each<[string, unknown, ErrorCode, RegExp]>([
    ['no object', 'state', 'type', /^restore: state must be what snapshot\(\) returned, got "state"$/],
    ['null', null, 'type', /got null$/],
    ['an empty object', {}, 'state', /the state is of undefined$/],
    [
      'another algorithm',
      { ...random.snapshot(), algorithm: 'pcg64' },
      'state',
      /^restore: this generator is .*, the state is of "pcg64"$/,
    ],
    ['a negative position', { ...random.snapshot(), position: -1 }, 'range', /^restore: position .* got -1$/],
    ['half a fork', { ...random.snapshot(), forks: 0.5 }, 'range', /^restore: forks .* got 0.5$/],
    ['a normal number in words', { ...random.snapshot(), spareNormal: '1' }, 'type', /^restore: spareNormal .* got "1"$/],
    [
      'short words',
      { ...random.snapshot(), key: [1], words: [1] },
      'type',
      /^restore: (key|words) must be an array of \d+ integers, got \[1\]$/,
    ],
    [
      'a word too large',
      { ...random.snapshot(), key: [2 ** 32, 0], words: new Array(624).fill(2 ** 32) },
      'range',
      /^restore: (key|words)\[0\] .* got 4294967296$/,
    ],
  ])('restore refuses %s and changes nothing', (_, state, code, message) => {
    const before = JSON.stringify(random.snapshot())
    const error = caught(() => random.restore(state as Anything))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
    expect(JSON.stringify(random.snapshot())).toBe(before)
  })
})

it.each<[string, () => unknown, ErrorCode, RegExp]>([
  ['rand(-1)', () => numpyRandom(1).rand(-1), 'range', /^rand: count must be an integer in \[0, 2147483647\], got -1$/],
  ['randn(1.5)', () => numpyRandom(1).randn(1.5), 'range', /^randn: count must be an integer .* got 1.5$/],
  ['randint(5, 5, 1)', () => numpyRandom(1).randint(5, 5, 1), 'range', /^randint: high must be > low \(it is exclusive\), got \[5, 5\)$/],
  [
    'randint beyond int32',
    () => numpyRandom(1).randint(0, 2 ** 32, 1),
    'range',
    /^randint: high must be an integer <= 2147483648, got 4294967296$/,
  ],
  ['randint without a count', () => numpyRandom(1).randint(0, 5, undefined as Anything), 'type', /^randint: count .* got undefined$/],
  ['uniform(1, 0, 3)', () => numpyRandom(1).uniform(1, 0, 3), 'range', /^uniform: high must be >= low/],
  ['normal(0, -1, 3)', () => numpyRandom(1).normal(0, -1, 3), 'range', /^normal: deviation/],
  ['no seed', () => numpyRandom(undefined as Anything), 'type', /^numpyRandom: seed .* got undefined$/],
])('numpyRandom refuses %s', (_, action, code, message) => {
  const error = caught(action)
  expect(error.code).toBe(code)
  expect(error.message).toMatch(message)
})
