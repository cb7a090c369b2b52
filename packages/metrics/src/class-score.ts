import { checkChoice, checkOptions, GradusError } from '@gradus/kernel'
import { cast, equal, ones, scatterAdd, type Tensor } from '@gradus/tensor'
import { type ClassOptions, type ClassReader, classReader } from './class-numbers.ts'
import { defineMetric } from './define-metric.ts'
import type { Metric } from './metric.ts'

/**
 * How the scores of the classes become one. 'macro': their mean. 'weighted': their mean, each as often as its class occurs among the
 * targets. 'micro': the score of all classes' counts added up. 'none': one score for each class.
 */
export type Average = 'micro' | 'macro' | 'weighted' | 'none'

/** Options of {@link precision}, {@link recall}, {@link specificity}, {@link f1} and {@link fBeta}. */
export interface ClassScoreOptions<A extends Average = Average> extends ClassOptions {
  /** With `classes`: how their scores become one. Default 'macro'; a class that never occurs counts too, with 0. */
  readonly average?: A
}

/** A number, or with the average 'none' one for each class. */
export type ClassScoreValue<A extends Average> = A extends 'none' ? number[] : number

/** How often a class was predicted rightly, predicted and true, among how many samples. */
export interface ClassCounts {
  readonly right: number
  readonly predicted: number
  readonly actual: number
  readonly samples: number
}

/** A metric of one class at a time, from what was counted of it: of the class 1 of two, or averaged over many. */
export function classScore<const Name extends string, A extends Average>(
  name: Name,
  options: ClassScoreOptions<A>,
  score: (counts: ClassCounts) => number,
): Metric<Name, ClassScoreValue<A>> {
  checkOptions(name, options, ['classes', 'threshold', 'average'])
  const { classes, average = 'macro' as Average } = options
  checkChoice(name, 'average', average, ['micro', 'macro', 'weighted', 'none'])
  if (classes === undefined && options.average !== undefined)
    throw new GradusError('state', `${name}: average is for many classes; say how many by classes, or leave it out`)
  const value = (counts: readonly ClassCounts[]): number | number[] => {
    if (classes === undefined) return averaged([counts[1]!], 'macro', score)
    return average === 'none' ? counts.map((each) => (each.samples === 0 ? Number.NaN : score(each))) : averaged(counts, average, score)
  }
  return countMetric(name, classReader(name, options), value, average !== 'none') as Metric<Name, ClassScoreValue<A>>
}

/** A metric of how often each class was predicted rightly, predicted and true. */
export function countMetric<const Name extends string, Value>(
  name: Name,
  { classes, read }: ClassReader,
  value: (counts: readonly ClassCounts[]) => Value,
  scalar = true,
): Metric<Name, Value> {
  return defineMetric({
    name,
    state: { right: [classes], predicted: [classes], actual: [classes] },
    update(state, prediction, target) {
      const { predicted, actual } = read(prediction, target)
      const one = ones([actual.size], { dtype: 'float64' }) as Tensor
      return {
        right: scatterAdd(state.right, actual, cast(equal(predicted, actual), 'float64') as Tensor),
        predicted: scatterAdd(state.predicted, predicted, one),
        actual: scatterAdd(state.actual, actual, one),
      }
    },
    value({ right, predicted, actual }) {
      const samples = total(actual)
      return value(Array.from(actual, (count, i) => ({ right: right[i]!, predicted: predicted[i]!, actual: count, samples })))
    },
    scalar,
  })
}

function averaged(counts: readonly ClassCounts[], average: Exclude<Average, 'none'>, score: (counts: ClassCounts) => number): number {
  const { samples } = counts[0]!
  if (samples === 0) return Number.NaN
  if (average === 'micro') {
    const sums = { right: 0, predicted: 0, actual: 0, samples: samples * counts.length }
    for (const key of ['right', 'predicted', 'actual'] as const) sums[key] = total(counts.map((each) => each[key]))
    return score(sums)
  }
  if (average === 'macro') return total(counts.map(score)) / counts.length
  return total(counts.map((each) => each.actual * score(each))) / samples
}

/** The sum, in order. */
export function total(numbers: Iterable<number>): number {
  let sum = 0
  for (const number of numbers) sum += number
  return sum
}

/** A share of nothing is 0. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
