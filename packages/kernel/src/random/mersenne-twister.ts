/** How many words the twister keeps. */
export const twisterWords = 624

const middle = 397

/**
 * MT19937, the Mersenne Twister: 624 words, renewed all at once when the last has been drawn.
 *
 * Source: Matsumoto and Nishimura 1998; seeding of their program mt19937ar (2002).
 *
 * @example
 * new MersenneTwister([5489]).nextWord() // 3499211612
 */
export class MersenneTwister {
  readonly words = new Uint32Array(twisterWords)
  /** Index of the next word; 624 when all have been drawn. */
  position = twisterWords

  /** One seed word seeds as `init_genrand` does, several as `init_by_array`: NumPy's rule for an integer and for an array. */
  constructor(seed: readonly number[]) {
    if (seed.length === 1) this.seedByNumber(seed[0]!)
    else this.seedByArray(seed)
  }

  nextWord(): number {
    if (this.position === twisterWords) this.twist()
    let word = this.words[this.position++]!
    word ^= word >>> 11
    word ^= (word << 7) & 0x9d2c5680
    word ^= (word << 15) & 0xefc60000
    word ^= word >>> 18
    return word >>> 0
  }

  private seedByNumber(seed: number): void {
    this.words[0] = seed
    for (let index = 1; index < twisterWords; index++) this.words[index] = Math.imul(1812433253, this.scrambled(index - 1)) + index
  }

  private seedByArray(seed: readonly number[]): void {
    const { words } = this
    this.seedByNumber(19650218)
    let index = 1
    for (let count = 0; count < Math.max(twisterWords, seed.length); count++) {
      const from = count % seed.length
      words[index] = (words[index]! ^ Math.imul(1664525, this.scrambled(index - 1))) + seed[from]! + from
      index = this.following(index)
    }
    for (let count = 1; count < twisterWords; count++) {
      words[index] = (words[index]! ^ Math.imul(1566083941, this.scrambled(index - 1))) - index
      index = this.following(index)
    }
    words[0] = 0x80000000
  }

  private scrambled(index: number): number {
    const word = this.words[index]!
    return word ^ (word >>> 30)
  }

  /** The next index from 1 … 623, round and round; word 0 repeats the last one before each round. */
  private following(index: number): number {
    if (index + 1 < twisterWords) return index + 1
    this.words[0] = this.words[twisterWords - 1]!
    return 1
  }

  private twist(): void {
    const { words } = this
    for (let index = 0; index < twisterWords; index++) {
      const joined = (words[index]! & 0x80000000) | (words[(index + 1) % twisterWords]! & 0x7fffffff)
      words[index] = words[(index + middle) % twisterWords]! ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0)
    }
    this.position = 0
  }
}
