/** Any array whose elements can be swapped: a plain array or a typed one. */
export interface MutableArrayLike<T> {
  /** How many elements there are. */
  readonly length: number
  [index: number]: T
}

/** How {@link RandomGenerator.choice} weighs its outcomes. */
export interface ChoiceOptions {
  /** One probability per outcome; they sum to 1. Uniform unless given. */
  readonly probabilities?: ArrayLike<number>
}

/** All that a generator remembers, as plain data: what JSON can write and read back without loss. */
export interface RandomState {
  /** Which generator it belongs to: `threefry-2x32`, `mt19937`. */
  readonly algorithm: string
  readonly [field: string]: string | number | null | readonly number[]
}

/**
 * A source of random numbers with a seed: the same seed and the same calls give the same bits on every machine.
 *
 * Initializers and shuffles draw from one that the caller hands them; none is hidden in a module.
 * Made by `randomGenerator(seed)` and `numpyRandom(seed)`.
 */
export interface RandomGenerator {
  /** A float64 in [0, 1) with 53 random bits. */
  next(): number

  /** A float64 in [low, high): low + (high − low) · next(), which may round up to high where the range is a few float64 wide. */
  uniform(low: number, high: number): number

  /** An integer in [low, high), each equally likely. */
  integer(low: number, high: number): number

  /** A normally distributed float64. The polar method makes two at a time; the second waits for the next call. */
  normal(mean?: number, deviation?: number): number

  /** An index in 0 … n−1, uniformly or by the given probabilities. */
  choice(n: number, options?: ChoiceOptions): number

  /** The numbers 0 … n−1 in random order. */
  permutation(n: number): Int32Array

  /** Puts the elements into a random order, in place. */
  shuffle<T>(array: MutableArrayLike<T>): void

  /** Fills the array with what `uniform(low, high)` would give, each rounded to the array's type. */
  fillUniform(array: Float32Array | Float64Array, low: number, high: number): void

  /** Fills the array with what `normal(mean, deviation)` would give, each rounded to the array's type. */
  fillNormal(array: Float32Array | Float64Array, mean?: number, deviation?: number): void

  /** An independent generator; the n-th fork of a generator is the same however many numbers were drawn before. */
  fork(): RandomGenerator

  /** The state as plain data: what is drawn after `restore` equals what was drawn after `snapshot`, bit by bit. */
  snapshot(): RandomState

  /** Puts a snapshot back. Throws GradusError when it is not one of this kind of generator, and then changes nothing. */
  restore(state: RandomState): void
}
