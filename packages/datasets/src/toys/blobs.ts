import {
  checkInteger,
  checkNumber,
  checkOptions,
  describe,
  elementCount,
  GradusError,
  type RandomGenerator,
  shapeText,
} from '@gradus/kernel'
import type { TargetForm, TargetShape } from '../class-targets.ts'
import { readSource } from '../read-source.ts'
import { readCounts, readToyOptions, type ToyOptions, type ToySet, toyOptionNames, toySet } from './toy-set.ts'

/** Options of {@link blobs}. */
export interface BlobsOptions<F extends TargetForm, Features extends number> extends Omit<ToyOptions<F>, 'noise'> {
  /** How many centers, drawn evenly from the box, or where they lie: [[0, 0], [4, 4]]. 3 unless stated. */
  readonly centers?: number | readonly (readonly number[])[]
  /** The standard deviation around a center, one for all or one for each; 1 unless stated. */
  readonly spread?: number | readonly number[]
  /** How many coordinates a point has, 2 unless stated or said by the centers. */
  readonly features?: Features
  /** Between which numbers each coordinate of a drawn center lies; [−10, 10] unless stated. */
  readonly box?: readonly [number, number]
}

/**
 * Normally distributed clouds of points around centers, each a class.
 *
 * Shape: inputs [samples, features]; targets [samples], the number of the center as int32, unless stated otherwise.
 * Throws: GradusError 'range' for fewer samples than centers (`samples` may be a count for each center) or a negative spread, 'shape' when
 * the centers do not have `features` coordinates.
 *
 * @example
 * blobs(300, { centers: 4, spread: 0.5, seed: 7 }).inputs.shape // [300, 2]
 * blobs(2, { centers: [[0, 0, 1], [4, 4, 2]], spread: 0, shuffle: false }).inputs.data // Float32Array [0, 0, 1, 4, 4, 2]
 */
export function blobs<const F extends TargetForm = 'classIndex', const Features extends number = 2>(
  samples: number | readonly number[] = 100,
  options: BlobsOptions<F, Features> = {},
): ToySet<Features, TargetShape<F>> {
  const known = [...toyOptionNames.filter((name) => name !== 'noise'), 'centers', 'spread', 'features', 'box']
  checkOptions('blobs', options, known)
  const { centers = 3, spread = 1, features, box = [-10, 10], ...rest } = options as BlobsOptions<F, number>
  if (features !== undefined) checkInteger('blobs', 'features', features, { min: 1, max: 100_000 })
  const given = typeof centers === 'number' ? undefined : readCenters(centers, features)
  const count = given === undefined ? readCount(centers) : given.shape[0]!
  const width = given === undefined ? (features ?? 2) : given.shape[1]!
  checkBox(box)
  const spreads = readSpreads(spread, count)
  const counts = readCounts('blobs', samples, count)
  const random = readToyOptions('blobs', rest, count)
  const where = given?.data ?? drawCenters(random, count * width, box)
  const place = (point: Float64Array, which: number) => {
    for (let j = 0; j < width; j++) point[j] = where[which * width + j]!
  }
  const classes = { name: 'blobs', displayName: 'Blobs', features: width, counts, spreads, place }
  return toySet(classes, random, rest) as unknown as ToySet<Features, TargetShape<F>>
}

function readCount(centers: unknown): number {
  checkInteger('blobs', 'centers', centers, { min: 1, max: 100_000 })
  return centers
}

function readCenters(centers: unknown, features: number | undefined) {
  const read = readSource('blobs: centers', centers as never, 'float64')
  if (read.shape.length !== 2 || elementCount(read.shape) === 0 || (features !== undefined && read.shape[1] !== features)) {
    const expected = features === undefined ? '[centers, features]' : `[centers, ${features}]`
    throw new GradusError('shape', `blobs: centers have shape ${shapeText(read.shape)}, expected ${expected}`)
  }
  for (let i = 0; i < read.data.length; i++) checkNumber('blobs', `centers[${Math.floor(i / read.shape[1]!)}]`, read.data[i])
  return read
}

function checkBox(box: unknown): asserts box is readonly [number, number] {
  if (!Array.isArray(box) || box.length !== 2) throw new GradusError('type', `blobs: box must be [low, high], got ${describe(box)}`)
  checkNumber('blobs', 'box[0]', box[0])
  checkNumber('blobs', 'box[1]', box[1], { min: box[0] })
}

function readSpreads(spread: unknown, count: number): number[] {
  const list = Array.isArray(spread) ? spread : new Array<unknown>(count).fill(spread)
  if (list.length !== count)
    throw new GradusError('range', `blobs: spread has ${list.length} values, expected one for each of ${count} centers`)
  for (const [i, each] of list.entries()) checkNumber('blobs', Array.isArray(spread) ? `spread[${i}]` : 'spread', each, { min: 0 })
  return [...list]
}

function drawCenters(random: RandomGenerator, count: number, [low, high]: readonly [number, number]): Float64Array {
  return Float64Array.from({ length: count }, () => random.uniform(low, high))
}
