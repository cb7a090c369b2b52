import { checkInteger } from '../check.ts'
import { maxElements } from '../shape.ts'
import type { RandomGenerator, RandomState } from './generator.ts'
import { MersenneTwister, twisterWords } from './mersenne-twister.ts'
import { checkSeed, checkState, checkWords } from './random-state.ts'
import { checkBounds, checkIntegerBounds, checkNormal, WordGenerator } from './word-generator.ts'

/** NumPy's legacy `numpy.random` functions, beside everything a {@link RandomGenerator} offers. */
export interface NumpyRandom extends RandomGenerator {
  /** `count` float64 in [0, 1): `np.random.rand(count)`; of `rand(2, 2)` the four values, row by row. */
  rand(count: number): Float64Array

  /** `count` standard normal float64: `np.random.randn(count)`. */
  randn(count: number): Float64Array

  /** `count` integers in [low, high): `np.random.randint(low, high, count)`. For one outside the int32 range use `integer`. */
  randint(low: number, high: number, count: number): Int32Array

  uniform(low: number, high: number): number
  /** `count` float64 in [low, high): `np.random.uniform(low, high, count)`. */
  uniform(low: number, high: number, count: number): Float64Array

  normal(mean?: number, deviation?: number): number
  /** `count` normal float64: `np.random.normal(mean, deviation, count)`. */
  normal(mean: number, deviation: number, count: number): Float64Array

  fork(): NumpyRandom
}

/**
 * A generator that gives the bits of NumPy's legacy generator, `np.random.seed(seed)`, for porting what was written for NumPy.
 *
 * Bit by bit: `rand`, `uniform`, `randint`, `permutation`, `shuffle`, `choice` (of one). `randn` and `normal` agree to 1e-15, as NumPy uses the
 * logarithm of its platform. The k-th fork of `seed` is `np.random.RandomState([seed, k])`, a fork of that appends its own number.
 *
 * Throws: GradusError unless the seed is an integer in 0 … 2³²−1.
 *
 * @example
 * numpyRandom(42).rand(2) // Float64Array [0.3745401188473625, 0.9507143064099162]
 */
export function numpyRandom(seed: number): NumpyRandom {
  checkSeed('numpyRandom', seed)
  return new NumpyGenerator([seed])
}

const algorithm = 'mt19937'

/** How often a fork may have been forked, in a state that is read back. */
const maxForkDepth = 1024

class NumpyGenerator extends WordGenerator implements NumpyRandom {
  /** The seed and the numbers of the forks that led here. */
  private seed: readonly number[]
  private twister: MersenneTwister
  private forks = 0

  constructor(seed: readonly number[]) {
    super()
    this.seed = seed
    this.twister = new MersenneTwister(seed)
  }

  nextWord(): number {
    return this.twister.nextWord()
  }

  rand(count: number): Float64Array {
    return this.uniforms('rand', 0, 1, count)
  }

  randn(count: number): Float64Array {
    return this.normals('randn', 0, 1, count)
  }

  randint(low: number, high: number, count: number): Int32Array {
    checkIntegerBounds('randint', low, high)
    checkInteger('randint', 'low', low, { min: -2147483648 })
    checkInteger('randint', 'high', high, { max: 2147483648 })
    checkCount('randint', count)
    const values = new Int32Array(count)
    for (let index = 0; index < count; index++) values[index] = this.integer(low, high)
    return values
  }

  override uniform(low: number, high: number): number
  override uniform(low: number, high: number, count: number): Float64Array
  override uniform(low: number, high: number, count?: number): number | Float64Array {
    return count === undefined ? super.uniform(low, high) : this.uniforms('uniform', low, high, count)
  }

  override normal(mean?: number, deviation?: number): number
  override normal(mean: number, deviation: number, count: number): Float64Array
  override normal(mean = 0, deviation = 1, count?: number): number | Float64Array {
    return count === undefined ? super.normal(mean, deviation) : this.normals('normal', mean, deviation, count)
  }

  fork(): NumpyRandom {
    return new NumpyGenerator([...this.seed, this.forks++])
  }

  snapshot(): RandomState {
    const { seed, twister, forks, spareNormal } = this
    return { algorithm, seed: seed.slice(), words: Array.from(twister.words), position: twister.position, forks, spareNormal }
  }

  restore(state: RandomState): void {
    const { position, forks, spareNormal } = checkState(state, algorithm, twisterWords)
    const seed = checkWords('seed', state.seed, 1, maxForkDepth)
    const words = checkWords('words', state.words, twisterWords)
    this.seed = seed
    this.twister.words.set(words)
    this.twister.position = position
    this.forks = forks
    this.spareNormal = spareNormal
  }

  private uniforms(operation: string, low: number, high: number, count: number): Float64Array {
    checkBounds(operation, low, high)
    const values = createValues(operation, count)
    this.fillUniform(values, low, high)
    return values
  }

  private normals(operation: string, mean: number, deviation: number, count: number): Float64Array {
    checkNormal(operation, mean, deviation)
    const values = createValues(operation, count)
    this.fillNormal(values, mean, deviation)
    return values
  }
}

function createValues(operation: string, count: number): Float64Array {
  checkCount(operation, count)
  return new Float64Array(count)
}

function checkCount(operation: string, count: unknown): asserts count is number {
  checkInteger(operation, 'count', count, { min: 0, max: maxElements })
}
