import { checkNumber } from '@gradus/kernel'
import { type Average, type ClassCounts, type ClassScoreOptions, type ClassScoreValue, classScore, share } from './class-score.ts'
import type { Metric } from './metric.ts'

/** Options of {@link fBeta}. */
export interface FBetaOptions<A extends Average = Average> extends ClassScoreOptions<A> {
  /** How many times as much recall counts as precision, above 0. */
  readonly beta: number
}

/**
 * The weighted harmonic mean of precision and recall, (1 + β²) P R / (β² P + R): of the class 1, or with `classes` of each, averaged. 0
 * where nothing is of the class and nothing is predicted to be.
 *
 * Shape: prediction [batch, …], target the same, of 0 and 1: floats like the prediction, int32 or bool; with `classes`
 *   prediction [batch, …, classes] and target [batch, …] of int32 or one-hot rows, or both class numbers of int32
 * Throws: GradusError 'shape' when they do not fit (it never broadcasts), 'range' for a target that is no class or a prediction of NaN.
 * Source: van Rijsbergen 1979, Information Retrieval, chapter 7.
 *
 * @example
 * const metric = fBeta({ beta: 2 })
 * metric.value(metric.update(metric.initialize(), tensor([0.9, 0.8, 0.2, 0.6]), tensor([1, 0, 0, 1]))) // 0.9090909090909091
 */
export function fBeta<A extends Average = 'macro'>(options: FBetaOptions<A>): Metric<'fBeta', ClassScoreValue<A>> {
  const { beta, ...others } = options ?? {}
  checkNumber('fBeta', 'beta', beta, { above: 0, max: 1e100 })
  return classScore('fBeta', others as ClassScoreOptions<A>, fScore(beta))
}

/** From counts alone: (1 + β²) right / (predicted + β² actual). */
export function fScore(beta: number): (counts: ClassCounts) => number {
  const square = beta * beta
  return ({ right, predicted, actual }) => share((1 + square) * right, predicted + square * actual)
}
