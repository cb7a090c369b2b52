import { type Average, type ClassScoreOptions, type ClassScoreValue, classScore, share } from './class-score.ts'
import type { Metric } from './metric.ts'

/**
 * The share of those of a class that are predicted to be of it, also called sensitivity: of the class 1, or with `classes` of each,
 * averaged. 0, as in Keras, where nothing is of it. Its 'macro' average is also called balanced accuracy.
 *
 * Shape: prediction [batch, …], target the same, of 0 and 1: floats like the prediction, int32 or bool; with `classes`
 *   prediction [batch, …, classes] and target [batch, …] of int32 or one-hot rows, or both class numbers of int32
 * Throws: GradusError 'shape' when they do not fit (it never broadcasts), 'range' for a target that is no class or a prediction of NaN.
 *
 * @example
 * const metric = recall()
 * metric.value(metric.update(metric.initialize(), tensor([0.9, 0.8, 0.2, 0.6]), tensor([1, 0, 1, 1]))) // 0.6666666666666666
 */
export function recall<A extends Average = 'macro'>(options: ClassScoreOptions<A> = {}): Metric<'recall', ClassScoreValue<A>> {
  return classScore('recall', options, ({ right, actual }) => share(right, actual))
}
