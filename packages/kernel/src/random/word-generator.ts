import { checkInteger, checkNumber, checkOptions, describe } from '../check.ts'
import { GradusError } from '../error.ts'
import { log } from '../numerics/scalar.ts'
import { maxElements } from '../shape.ts'
import { checkProbabilities, outcomeAt } from './choice.ts'
import type { ChoiceOptions, MutableArrayLike, RandomGenerator, RandomState } from './generator.ts'

/**
 * Everything a generator offers, made from a stream of 32-bit words; a subclass supplies the words, its forks and its state.
 *
 * How words become numbers is NumPy's legacy way (`numpy.random.RandomState`), so one set of formulas serves every generator and is
 * checked against NumPy.
 */
export abstract class WordGenerator implements RandomGenerator {
  /** The second normal number of a pair, until it is asked for. */
  protected spareNormal: number | null = null

  /** The next word of the stream, an integer in 0 … 2³²−1. */
  abstract nextWord(): number
  abstract fork(): RandomGenerator
  abstract snapshot(): RandomState
  abstract restore(state: RandomState): void

  next(): number {
    const high = this.nextWord() >>> 5
    const low = this.nextWord() >>> 6
    return (high * 67108864 + low) / 9007199254740992
  }

  uniform(low: number, high: number): number {
    checkBounds('uniform', low, high)
    return low + (high - low) * this.next()
  }

  integer(low: number, high: number): number {
    checkIntegerBounds('integer', low, high)
    return low + this.upTo(high - 1 - low)
  }

  normal(mean = 0, deviation = 1): number {
    checkNormal('normal', mean, deviation)
    return mean + deviation * this.standardNormal()
  }

  choice(n: number, options: ChoiceOptions = {}): number {
    checkInteger('choice', 'n', n, { min: 1 })
    checkOptions('choice', options, ['probabilities'])
    if (options.probabilities === undefined) return this.upTo(n - 1)
    checkProbabilities(options.probabilities, n)
    return outcomeAt(this.next(), options.probabilities)
  }

  permutation(n: number): Int32Array {
    checkInteger('permutation', 'n', n, { min: 0, max: maxElements })
    const order = new Int32Array(n)
    for (let index = 0; index < n; index++) order[index] = index
    this.shuffle(order)
    return order
  }

  shuffle<T>(array: MutableArrayLike<T>): void {
    checkShufflable(array)
    for (let last = array.length - 1; last > 0; last--) {
      const other = this.upTo(last)
      const element = array[last]!
      array[last] = array[other]!
      array[other] = element
    }
  }

  fillUniform(array: Float32Array | Float64Array, low: number, high: number): void {
    checkFillable('fillUniform', array)
    checkBounds('fillUniform', low, high)
    for (let index = 0; index < array.length; index++) array[index] = low + (high - low) * this.next()
  }

  fillNormal(array: Float32Array | Float64Array, mean = 0, deviation = 1): void {
    checkFillable('fillNormal', array)
    checkNormal('fillNormal', mean, deviation)
    for (let index = 0; index < array.length; index++) array[index] = mean + deviation * this.standardNormal()
  }

  /** An integer in 0 … max without bias: as many bits as `max` has, drawn again while they exceed it. */
  private upTo(max: number): number {
    if (max === 0) return 0
    const words = max > 0xffffffff ? 2 : 1
    const top = words === 2 ? Math.floor(max / 4294967296) : max
    const mask = 0xffffffff >>> Math.clz32(top)
    for (;;) {
      const bits = (this.nextWord() & mask) >>> 0
      const value = words === 2 ? bits * 4294967296 + this.nextWord() : bits
      if (value <= max) return value
    }
  }

  /** Marsaglia's polar method: a point in the unit disc, its squared radius turned into a normal length. */
  private standardNormal(): number {
    if (this.spareNormal !== null) {
      const spare = this.spareNormal
      this.spareNormal = null
      return spare
    }
    for (;;) {
      const x = 2 * this.next() - 1
      const y = 2 * this.next() - 1
      const squaredRadius = x * x + y * y
      if (squaredRadius >= 1 || squaredRadius === 0) continue
      const factor = Math.sqrt((-2 * log(squaredRadius)) / squaredRadius)
      this.spareNormal = factor * x
      return factor * y
    }
  }
}

/** Throws unless [low, high) is a range of finite numbers. */
export function checkBounds(operation: string, low: number, high: number): void {
  checkNumber(operation, 'low', low)
  checkNumber(operation, 'high', high)
  if (high < low) throw new GradusError('range', `${operation}: high must be >= low, got [${low}, ${high})`)
  if (!Number.isFinite(high - low)) throw new GradusError('range', `${operation}: high − low overflows a float64, got [${low}, ${high})`)
}

/** Throws unless there is a normal distribution of this mean and standard deviation. */
export function checkNormal(operation: string, mean: number, deviation: number): void {
  checkNumber(operation, 'mean', mean)
  checkNumber(operation, 'deviation', deviation, { min: 0 })
}

/** Throws unless `low` and `high` are integers with at least one and at most 2⁵³ integers in [low, high). */
export function checkIntegerBounds(operation: string, low: unknown, high: unknown): void {
  checkInteger(operation, 'low', low)
  checkInteger(operation, 'high', high)
  if (high <= low) throw new GradusError('range', `${operation}: high must be > low (it is exclusive), got [${low}, ${high})`)
  if (!Number.isSafeInteger(high - 1 - low)) {
    throw new GradusError('range', `${operation}: [${low}, ${high}) must hold at most 2^53 integers, got ${high - low}`)
  }
}

function checkFillable(operation: string, array: unknown): void {
  if (array instanceof Float32Array || array instanceof Float64Array) return
  throw new GradusError('type', `${operation}: array must be a Float32Array or a Float64Array, got ${describe(array)}`)
}

function checkShufflable(array: unknown): void {
  if (Array.isArray(array) || (ArrayBuffer.isView(array) && !(array instanceof DataView))) return
  throw new GradusError('type', `shuffle: array must be an array or a typed array, got ${describe(array)}`)
}
