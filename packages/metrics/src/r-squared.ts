import { checkChoice, checkInteger, checkOptions, GradusError, shapeText } from '@gradus/kernel'
import {
  add,
  any,
  cast,
  divide,
  equal,
  logicalOr,
  multiply,
  notEqual,
  reshape,
  slice,
  subtract,
  sum,
  type Tensor,
  where,
} from '@gradus/tensor'
import { total } from './class-score.ts'
import { checkLikePrediction } from './define-mean-metric.ts'
import { defineMetric } from './define-metric.ts'
import type { Metric } from './metric.ts'

/** How the R² of several outputs become one: their mean, their mean weighted by the variance of each, or one for each. */
export type OutputAverage = 'uniform' | 'varianceWeighted' | 'none'

/** Options of {@link rSquared}. */
export interface RSquaredOptions<A extends OutputAverage = OutputAverage> {
  /** How many outputs a sample has: the last axis, unless it is 1. Default 1. */
  readonly outputs?: number
  /** How their R² become one. Default 'uniform'. */
  readonly average?: A
}

/** A number, or with the average 'none' one for each output. */
export type RSquaredValue<A extends OutputAverage> = A extends 'none' ? number[] : number

/**
 * The coefficient of determination, R² = 1 − Σ (y − p)² / Σ (y − ȳ)²: 1 for right predictions, 0 for those no better than the mean of all
 * targets, less for worse. For targets that are all the same it is 1 when the predictions are right, else 0, as in scikit-learn; NaN for
 * fewer than two samples.
 *
 * Shape: prediction [batch, …], target the same; with `outputs` [batch, …, outputs]
 * Throws: GradusError 'shape' when the shapes differ (it never broadcasts) or the last axis is not `outputs`.
 * Source: the sums of batches are joined as in Chan, Golub and LeVeque 1983, Algorithms for computing the sample variance.
 *
 * @example
 * const metric = rSquared()
 * metric.value(metric.update(metric.initialize(), tensor([1, 2, 4]), tensor([1, 2, 3]))) // 0.5
 */
export function rSquared<A extends OutputAverage = 'uniform'>(options: RSquaredOptions<A> = {}): Metric<'rSquared', RSquaredValue<A>> {
  checkOptions('rSquared', options, ['outputs', 'average'])
  const { outputs = 1, average = 'uniform' as OutputAverage } = options
  checkInteger('rSquared', 'outputs', outputs, { min: 1, max: 2147483647 })
  checkChoice('rSquared', 'average', average, ['uniform', 'varianceWeighted', 'none'])
  const each = [outputs]
  const metric = defineMetric({
    name: 'rSquared',
    state: { count: [], mean: each, spread: each, residual: each, first: each, varied: each },
    update(state, prediction, target) {
      const rows = rowCount(prediction, target, outputs)
      if (rows === 0) return state
      const [p, y] = [prediction, target].map((x) => reshape(cast(x, 'float64'), [rows, outputs]) as Tensor) as [Tensor, Tensor]
      return joined(state, rows, p, y)
    },
    value: (sums) => averageOf(sums, average),
    scalar: average !== 'none',
  })
  return metric as Metric<'rSquared', RSquaredValue<A>>
}

type Sums<T> = Readonly<Record<'count' | 'mean' | 'spread' | 'residual' | 'first' | 'varied', T>>

/** The number, mean and squared distances from the mean of all targets, from those before and those of a batch; the mean is counted from `first`. */
function joined({ count, mean, spread, residual, first, varied }: Sums<Tensor>, rows: number, p: Tensor, y: Tensor): Sums<Tensor> {
  const all = add(count, rows) as Tensor
  // From the first target of all on: so equal ones are told from others, whose mean may be off by a rounding, and large ones lose no digits.
  const start = where(equal(count, 0), reshape(slice(y, [[0, 1]]), mean.shape), first) as Tensor
  const shifted = subtract(y, start) as Tensor
  const batchMean = divide(sum(shifted, 0) as Tensor, rows) as Tensor
  const step = subtract(batchMean, mean) as Tensor
  const between = multiply(multiply(step, divide(count, all)), multiply(step, rows)) as Tensor
  const differ = logicalOr(any(notEqual(shifted, 0), 0), notEqual(varied, 0)) as Tensor
  return {
    count: all,
    mean: add(mean, multiply(step, divide(rows, all))) as Tensor,
    spread: add(spread, add(squares(subtract(shifted, batchMean) as Tensor), between)) as Tensor,
    residual: add(residual, squares(subtract(y, p) as Tensor)) as Tensor,
    first: start,
    varied: cast(differ, 'float64') as Tensor,
  }
}

function squares(x: Tensor): Tensor {
  return sum(multiply(x, x) as Tensor, 0) as Tensor
}

function averageOf({ count, spread, residual, varied }: Sums<Float64Array>, average: OutputAverage): number | number[] {
  const known = count[0]! >= 2
  const scores = Array.from(residual, (error, i) => (known ? scoreOf(error, varied[i] === 0 ? 0 : spread[i]!) : Number.NaN))
  if (average === 'none') return scores
  const weights = average === 'uniform' || varied.every((each) => each === 0) ? scores.map(() => 1) : Array.from(spread)
  return total(scores.map((score, i) => score * weights[i]!)) / total(weights)
}

function scoreOf(residual: number, spread: number): number {
  if (spread !== 0) return 1 - residual / spread
  return residual === 0 ? 1 : residual > 0 ? 0 : Number.NaN
}

/** How many samples there are. Throws when prediction and target do not fit. */
function rowCount(prediction: Tensor, target: Tensor, outputs: number): number {
  checkLikePrediction('rSquared', prediction, target)
  const { shape, size } = prediction
  const last = shape.length > 1 ? shape.at(-1)! : 1
  if (last !== outputs) {
    throw new GradusError(
      'shape',
      `rSquared: prediction has shape ${shapeText(shape)}, expected [batch, …, ${outputs}]; say how many outputs a sample has: { outputs: ${last} }`,
    )
  }
  return size / outputs
}
