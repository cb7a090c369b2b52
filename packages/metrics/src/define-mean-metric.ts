import { checkParts, describe, GradusError } from '@gradus/kernel'
import { add, cast, checkSame, checkTensor, sum, type Tensor } from '@gradus/tensor'
import { checkName, defineMetric } from './define-metric.ts'
import type { Metric } from './metric.ts'

/** What one element, or one row of class scores, contributes to a metric that is a mean. */
export interface MeanMetricDefinition<Name extends string> {
  /** What messages and the history call it. */
  readonly name: Name
  /** One number (or bool) per thing that is averaged: per element, or per row of scores. */
  readonly each: (prediction: Tensor, target: Tensor) => Tensor
  /** Throws when prediction and target do not fit; they must have the same shape and dtype unless stated. */
  readonly check?: (name: string, prediction: unknown, target: unknown) => void
}

/**
 * Makes a metric that is a mean: it sums and counts in float64, so that batches of different sizes weigh by their size.
 *
 * @example
 * const metric = defineMeanMetric({ name: 'meanPrediction', each: (prediction) => prediction })
 * metric.value(metric.update(metric.initialize(), tensor([1, 3]), tensor([0, 0]))) // 2
 */
export function defineMeanMetric<const Name extends string>(definition: MeanMetricDefinition<Name>): Metric<Name> {
  checkParts('defineMeanMetric', definition, ['name', 'each', 'check'])
  checkName('defineMeanMetric', definition.name)
  return meanMetric(definition, (mean) => mean)
}

/** A metric that follows from a mean. */
export function meanMetric<const Name extends string>(
  { name, each, check = checkLikePrediction }: MeanMetricDefinition<Name>,
  value: (mean: number) => number,
): Metric<Name> {
  if (typeof each !== 'function') throw new GradusError('type', `${name}: each must be a function, got ${describe(each)}`)
  if (typeof check !== 'function') throw new GradusError('type', `${name}: check must be a function, got ${describe(check)}`)
  return defineMetric({
    name,
    state: { total: [], count: [] },
    update({ total, count }, prediction, target) {
      check(name, prediction, target)
      const values = each(prediction, target)
      checkTensor(name, 'the result of each', values)
      return { total: add(total, sum(cast(values, 'float64')) as Tensor) as Tensor, count: add(count, values.size) as Tensor }
    },
    value: ({ total, count }) => value(total[0]! / count[0]!),
  })
}

/** Throws unless prediction and target have the same shape, [batch, …], and the same float dtype: metrics never broadcast. */
export function checkLikePrediction(name: string, prediction: unknown, target: unknown): void {
  checkSame(name, 'prediction', prediction, 'target', target)
  if (target.rank === 0) throw new GradusError('shape', `${name}: prediction is a scalar, expected [batch, …]`)
}
