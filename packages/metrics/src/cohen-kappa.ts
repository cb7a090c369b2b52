import { checkChoice, checkOptions } from '@gradus/kernel'
import { matrixMetric } from './class-matrix.ts'
import { type ClassOptions, classReader } from './class-numbers.ts'
import { total } from './class-score.ts'
import type { Metric } from './metric.ts'

/** Options of {@link cohenKappa}. */
export interface CohenKappaOptions extends ClassOptions {
  /** How much a wrong class counts: 'none' (the default) as any other, 'linear' by its distance from the right one, 'quadratic' by the square. */
  readonly weights?: 'none' | 'linear' | 'quadratic'
}

/**
 * Cohen's kappa: the agreement of predicted and true classes beyond that of chance, at most 1. 0 where chance explains all of it: predictions
 * and targets are all of one class.
 *
 * Shape: prediction [batch, …], target the same, of 0 and 1: floats like the prediction, int32 or bool; with `classes`
 *   prediction [batch, …, classes] and target [batch, …] of int32 or one-hot rows, or both class numbers of int32
 * Throws: GradusError 'shape' when they do not fit (it never broadcasts), 'range' for a target that is no class or a prediction of NaN.
 * Source: Cohen 1960, A coefficient of agreement for nominal scales; Cohen 1968 for weights.
 *
 * @example
 * const metric = cohenKappa()
 * metric.value(metric.update(metric.initialize(), tensor([0.9, 0.8, 0.2, 0.3]), tensor([1, 1, 0, 1]))) // 0.5
 */
export function cohenKappa(options: CohenKappaOptions = {}): Metric<'cohenKappa'> {
  checkOptions('cohenKappa', options, ['classes', 'threshold', 'weights'])
  const { weights = 'none' } = options
  checkChoice('cohenKappa', 'weights', weights, ['none', 'linear', 'quadratic'])
  return matrixMetric('cohenKappa', classReader('cohenKappa', options), (matrix) => kappa(matrix, distances[weights]))
}

const distances = {
  none: (i: number, j: number) => (i === j ? 0 : 1),
  linear: (i: number, j: number) => Math.abs(i - j),
  quadratic: (i: number, j: number) => (i - j) * (i - j),
}

/** One minus the disagreement that was seen, over that of chance with as many of each class. */
function kappa(matrix: readonly (readonly number[])[], distance: (i: number, j: number) => number): number {
  const rows = matrix.map(total)
  const columns = matrix.map((_, column) => total(matrix.map((row) => row[column]!)))
  const samples = total(rows)
  if (samples === 0) return Number.NaN
  let [seen, chance] = [0, 0]
  for (let i = 0; i < matrix.length; i++) {
    for (let j = 0; j < matrix.length; j++) {
      seen += distance(i, j) * matrix[i]![j]!
      chance += (distance(i, j) * rows[i]! * columns[j]!) / samples
    }
  }
  return chance === 0 ? 0 : 1 - seen / chance
}
