import { add, multiply, ones, reshape, scatterAdd, type Tensor } from '@gradus/tensor'
import type { ClassReader } from './class-numbers.ts'
import { defineMetric } from './define-metric.ts'
import type { Metric } from './metric.ts'

/** A metric of how often each class was taken for each: a row for each true class, a column for each predicted one. */
export function matrixMetric<const Name extends string, Value>(
  name: Name,
  { classes, read }: ClassReader,
  value: (matrix: number[][]) => Value,
  scalar = true,
): Metric<Name, Value> {
  return defineMetric({
    name,
    state: { matrix: [classes, classes] },
    update({ matrix }, prediction, target) {
      const { predicted, actual } = read(prediction, target)
      const places = add(multiply(actual, classes), predicted) as Tensor
      const counts = scatterAdd(reshape(matrix, [classes * classes]) as Tensor, places, ones([places.size], { dtype: 'float64' }))
      return { matrix: reshape(counts, [classes, classes]) as Tensor }
    },
    value: ({ matrix }) =>
      value(Array.from({ length: classes }, (_, row) => Array.from(matrix.subarray(row * classes, (row + 1) * classes)))),
    scalar,
  })
}
