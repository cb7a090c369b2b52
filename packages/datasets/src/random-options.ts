import { describe, GradusError, type RandomGenerator, randomGenerator } from '@gradus/kernel'
import { inTheNameOf } from './in-the-name-of.ts'

/** Where random numbers come from: a seed, or a generator that others draw from too. */
export interface RandomOptions {
  /** The seed of a generator of its own: an integer in 0 … 2³²−1; 0 unless stated. */
  readonly seed?: number | undefined
  /** A generator to draw from, in the place of a seed. */
  readonly random?: RandomGenerator | undefined
}

/** The generator that the options ask for. Throws 'type' for what is none, and when both are given. */
export function readRandom(operation: string, { seed, random }: RandomOptions): RandomGenerator {
  if (random === undefined) return inTheNameOf(operation, 'randomGenerator', () => randomGenerator(seed))
  if (seed !== undefined) throw new GradusError('type', `${operation}: seed and random are both given; a generator has a seed of its own`)
  if (isGenerator(random)) return random
  throw new GradusError(
    'type',
    `${operation}: random must be a random generator, got ${describe(random)}; say which, as randomGenerator(7)`,
  )
}

function isGenerator(value: unknown): value is RandomGenerator {
  if (typeof value !== 'object' || value === null) return false
  const { normal, uniform, permutation } = value as Partial<RandomGenerator>
  return typeof normal === 'function' && typeof uniform === 'function' && typeof permutation === 'function'
}
