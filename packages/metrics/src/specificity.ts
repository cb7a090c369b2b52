import { type Average, type ClassScoreOptions, type ClassScoreValue, classScore, share } from './class-score.ts'
import type { Metric } from './metric.ts'

/**
 * The share of those that are not of a class that are predicted not to be of it: of the class 1, or with `classes` of each, averaged. 0
 * where everything is of it.
 *
 * Shape: prediction [batch, …], target the same, of 0 and 1: floats like the prediction, int32 or bool; with `classes`
 *   prediction [batch, …, classes] and target [batch, …] of int32 or one-hot rows, or both class numbers of int32
 * Throws: GradusError 'shape' when they do not fit (it never broadcasts), 'range' for a target that is no class or a prediction of NaN.
 *
 * @example
 * const metric = specificity()
 * metric.value(metric.update(metric.initialize(), tensor([0.9, 0.8, 0.2]), tensor([1, 0, 0]))) // 0.5
 */
export function specificity<A extends Average = 'macro'>(options: ClassScoreOptions<A> = {}): Metric<'specificity', ClassScoreValue<A>> {
  return classScore('specificity', options, ({ right, predicted, actual, samples }) =>
    share(samples - predicted - actual + right, samples - actual),
  )
}
