import { type Average, type ClassScoreOptions, type ClassScoreValue, classScore } from './class-score.ts'
import { fScore } from './f-beta.ts'
import type { Metric } from './metric.ts'

/**
 * The harmonic mean of precision and recall, 2 P R / (P + R): {@link fBeta} with β = 1. 0 where nothing is of the class and nothing is
 * predicted to be.
 *
 * Shape: prediction [batch, …], target the same, of 0 and 1: floats like the prediction, int32 or bool; with `classes`
 *   prediction [batch, …, classes] and target [batch, …] of int32 or one-hot rows, or both class numbers of int32
 * Throws: GradusError 'shape' when they do not fit (it never broadcasts), 'range' for a target that is no class or a prediction of NaN.
 *
 * @example
 * const metric = f1()
 * metric.value(metric.update(metric.initialize(), tensor([0.9, 0.8, 0.2, 0.6]), tensor([1, 0, 0, 1]))) // 0.8
 */
export function f1<A extends Average = 'macro'>(options: ClassScoreOptions<A> = {}): Metric<'f1', ClassScoreValue<A>> {
  return classScore('f1', options, fScore(1))
}
