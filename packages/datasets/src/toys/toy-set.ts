import {
  type ArrayData,
  checkBoolean,
  checkInteger,
  checkNumber,
  createArray,
  describe,
  GradusError,
  isFloat,
  maxElements,
  type RandomGenerator,
} from '@gradus/kernel'
import { ArrayDataset } from '../array-dataset.ts'
import { checkTargetForm, classTargets, type TargetForm } from '../class-targets.ts'
import { type RandomOptions, readRandom } from '../random-options.ts'

/** What the toy sets have in common. */
export interface ToyOptions<F extends TargetForm> extends RandomOptions {
  /** The standard deviation of the normal noise that is added to each coordinate; 0 unless stated. */
  readonly noise?: number
  /** Whether samples come in random order rather than class by class; true unless stated. The points are the same either way. */
  readonly shuffle?: boolean
  /** How classes are written: `'binary'` [1], `'classIndex'` (an int32) or `'oneHot'`. */
  readonly targets?: F
  /** float32 unless stated; the inputs', and the targets' unless they are class indices. */
  readonly dtype?: 'float32' | 'float64'
}

/** The names of {@link ToyOptions}. */
export const toyOptionNames = ['noise', 'shuffle', 'targets', 'dtype', 'seed', 'random']

/** A dataset of points in classes. */
export type ToySet<Features extends number, Target extends readonly number[]> = ArrayDataset<readonly [Features], Target, 'samplesFirst'>

/** What a toy set consists of: for each class how many points there are, and where they lie before noise is added. */
export interface ToyClasses {
  readonly name: string
  readonly displayName: string
  readonly features: number
  readonly counts: readonly number[]
  /** The noise of each class, where it is not that of the options. */
  readonly spreads?: readonly number[]
  /** Writes the coordinates of point i of a class, of which there are `count`, into `point`. */
  place(point: Float64Array, which: number, i: number, count: number): void
}

/** Checks everything that toy sets have in common and gives the generator, before the first number is drawn. */
export function readToyOptions(operation: string, options: ToyOptions<TargetForm>, classes: number): RandomGenerator {
  const { noise = 0, shuffle = true, targets = 'classIndex', dtype = 'float32' } = options
  checkNumber(operation, 'noise', noise, { min: 0 })
  checkBoolean(operation, 'shuffle', shuffle)
  checkTargetForm(operation, targets, classes)
  if (!isFloat(dtype)) throw new GradusError('type', `${operation}: dtype must be float32 or float64, got ${describe(dtype)}`)
  return readRandom(operation, options)
}

/** How many points each of the classes has: stated one by one, or all together, where the later classes have one more if it does not divide. */
export function readCounts(operation: string, samples: unknown, classes: number): number[] {
  if (Array.isArray(samples)) {
    if (samples.length !== classes) {
      throw new GradusError('range', `${operation}: samples has ${samples.length} counts, expected one for each of the ${classes} classes`)
    }
    for (const [i, count] of samples.entries()) checkInteger(operation, `samples[${i}]`, count, { min: 1, max: maxElements })
    return [...samples]
  }
  checkInteger(operation, 'samples', samples, { min: classes, max: maxElements })
  return Array.from(
    { length: classes },
    (_, which) => Math.floor(((which + 1) * samples) / classes) - Math.floor((which * samples) / classes),
  )
}

/** The points of all classes with their noise, then put into random order. */
export function toySet(classes: ToyClasses, random: RandomGenerator, options: ToyOptions<TargetForm>): ArrayDataset {
  const { name, displayName, features, counts } = classes
  const { noise = 0, shuffle = true, targets = 'classIndex', dtype = 'float32' } = options
  const size = counts.reduce((sum, count) => sum + count, 0)
  if (size * features > maxElements) {
    throw new GradusError('range', `${name}: ${size} samples of ${features} values are more than the limit of ${maxElements} elements`)
  }
  const data = createArray(dtype, size * features)
  const labels = new Int32Array(size)
  const point = new Float64Array(features)
  let at = 0
  for (const [which, count] of counts.entries()) {
    const spread = classes.spreads?.[which] ?? noise
    for (let i = 0; i < count; i++, at++) {
      classes.place(point, which, i, count)
      for (let j = 0; j < features; j++) data[at * features + j] = spread === 0 ? point[j]! : random.normal(point[j], spread)
      labels[at] = which
    }
  }
  const inputs: ArrayData = { data, shape: [size, features], dtype }
  const made = new ArrayDataset(inputs, classTargets(labels, counts.length, targets, dtype), { name, displayName, layout: 'samplesFirst' })
  return shuffle ? made.shuffle(random) : made
}
