import type { RandomGenerator, RandomState } from './generator.ts'
import { checkSeed, checkState, checkWords } from './random-state.ts'
import { threefryBlock } from './threefry.ts'
import { WordGenerator } from './word-generator.ts'

/** The top bit: set in the second key word of every generator, never in a step number, which takes its place inside a step. */
const generatorBit = 0x80000000

/**
 * A generator of random numbers: Threefry-2x32 in counter mode.
 *
 * Word n of its stream is word n mod 2 of the block with key (seed, 2³¹) and counter ⌊n/2⌋. So a snapshot is a key and a position, forks
 * are other keys, and the host draws from the same function as the kernels of a training step (see `randomWords`), whose keys differ.
 *
 * Throws: GradusError unless the seed is an integer in 0 … 2³²−1.
 *
 * @example
 * const random = randomGenerator(42)
 * random.integer(0, 10) // 9
 */
export function randomGenerator(seed = 0): RandomGenerator {
  checkSeed('randomGenerator', seed)
  return new ThreefryGenerator(seed, generatorBit)
}

const algorithm = 'threefry-2x32'

class ThreefryGenerator extends WordGenerator {
  private key0: number
  private key1: number
  /** How many words were drawn. */
  private position = 0
  private forks = 0
  private readonly block = new Uint32Array(2)

  constructor(key0: number, key1: number) {
    super()
    this.key0 = key0
    this.key1 = key1
  }

  nextWord(): number {
    const word = this.position % 2
    if (word === 0) this.computeBlock()
    this.position++
    return this.block[word]!
  }

  /** The child's key is a block of the parent's own stream that no position reaches: counters with the top bit set. */
  fork(): RandomGenerator {
    const key = new Uint32Array(2)
    threefryBlock(this.key0, this.key1, generatorBit, this.forks, key)
    this.forks++
    return new ThreefryGenerator(key[0]!, (key[1]! | generatorBit) >>> 0)
  }

  snapshot(): RandomState {
    const { key0, key1, position, forks, spareNormal } = this
    return { algorithm, key: [key0, key1], position, forks, spareNormal }
  }

  restore(state: RandomState): void {
    const { position, forks, spareNormal } = checkState(state, algorithm, Number.MAX_SAFE_INTEGER)
    const [key0, key1] = checkWords('key', state.key, 2)
    this.key0 = key0!
    this.key1 = key1!
    this.position = position
    this.forks = forks
    this.spareNormal = spareNormal
    if (position % 2 === 1) this.computeBlock()
  }

  private computeBlock(): void {
    const counter = Math.floor(this.position / 2)
    const high = Math.floor(counter / 4294967296)
    threefryBlock(this.key0, this.key1, high, (counter - high * 4294967296) >>> 0, this.block)
  }
}
