import { checkOptions } from '@gradus/kernel'
import { type ClassOptions, classReader } from './class-numbers.ts'
import { countMetric, total } from './class-score.ts'
import type { Metric } from './metric.ts'

/**
 * Matthews' correlation of predicted and true classes, from −1 to 1, fair to classes of any sizes; 0 for guesses. 0, too, where all
 * predictions or all targets are of one class.
 *
 * Shape: prediction [batch, …], target the same, of 0 and 1: floats like the prediction, int32 or bool; with `classes`
 *   prediction [batch, …, classes] and target [batch, …] of int32 or one-hot rows, or both class numbers of int32
 * Throws: GradusError 'shape' when they do not fit (it never broadcasts), 'range' for a target that is no class or a prediction of NaN.
 * Source: Gorodkin 2004, Comparing two K-category assignments by a K-category correlation coefficient.
 *
 * @example
 * const metric = matthewsCorrelation()
 * metric.value(metric.update(metric.initialize(), tensor([0.9, 0.8, 0.2, 0.3]), tensor([1, 1, 0, 1]))) // 0.5773502691896258
 */
export function matthewsCorrelation(options: ClassOptions = {}): Metric<'matthewsCorrelation'> {
  checkOptions('matthewsCorrelation', options, ['classes', 'threshold'])
  return countMetric('matthewsCorrelation', classReader('matthewsCorrelation', options), (counts) => {
    const { samples } = counts[0]!
    if (samples === 0) return Number.NaN
    const both = samples * total(counts.map(({ right }) => right)) - total(counts.map(({ predicted, actual }) => predicted * actual))
    const predictions = samples * samples - total(counts.map(({ predicted }) => predicted * predicted))
    const targets = samples * samples - total(counts.map(({ actual }) => actual * actual))
    return predictions === 0 || targets === 0 ? 0 : both / (Math.sqrt(predictions) * Math.sqrt(targets))
  })
}
