import { checkChoice, checkOptions } from '@gradus/kernel'
import { matrixMetric } from './class-matrix.ts'
import { type ClassOptions, classReader } from './class-numbers.ts'
import { share, total } from './class-score.ts'
import type { Metric } from './metric.ts'

/** Options of {@link confusionMatrix}. */
export interface ConfusionMatrixOptions extends ClassOptions {
  /** Counts become shares of their row ('target'), of their column ('prediction') or of all ('all'); of nothing they are 0. Default 'none'. */
  readonly normalize?: 'none' | 'target' | 'prediction' | 'all'
}

/**
 * How often each class was taken for each: a row for each true class, a column for each predicted one, as in scikit-learn. Its value is no
 * single number, so it is for {@link streaming} and loops of one's own, not for a history.
 *
 * Shape: prediction [batch, …], target the same, of 0 and 1: floats like the prediction, int32 or bool; with `classes`
 *   prediction [batch, …, classes] and target [batch, …] of int32 or one-hot rows, or both class numbers of int32
 * Throws: GradusError 'shape' when they do not fit (it never broadcasts), 'range' for a target that is no class or a prediction of NaN.
 *
 * @example
 * const metric = confusionMatrix()
 * metric.value(metric.update(metric.initialize(), tensor([0.9, 0.8, 0.2]), tensor([1, 0, 0]))) // [[1, 1], [0, 1]]
 */
export function confusionMatrix(options: ConfusionMatrixOptions = {}): Metric<'confusionMatrix', number[][]> {
  checkOptions('confusionMatrix', options, ['classes', 'threshold', 'normalize'])
  const { normalize = 'none' } = options
  checkChoice('confusionMatrix', 'normalize', normalize, ['none', 'target', 'prediction', 'all'])
  return matrixMetric('confusionMatrix', classReader('confusionMatrix', options), (matrix) => normalized(matrix, normalize), false)
}

function normalized(matrix: number[][], by: NonNullable<ConfusionMatrixOptions['normalize']>): number[][] {
  if (by === 'none') return matrix
  const rows = matrix.map(total)
  const columns = matrix.map((_, column) => total(matrix.map((row) => row[column]!)))
  const all = total(rows)
  return matrix.map((row, i) => row.map((count, j) => share(count, by === 'target' ? rows[i]! : by === 'prediction' ? columns[j]! : all)))
}
