import { checkParts, describe, GradusError } from '@gradus/kernel'
import { add, cast, checkSame, checkTensor, noGradient, sum, type Tensor, zeros } from '@gradus/tensor'

/** What a metric remembers over batches: sums, as float64 tensors whose shapes stay the same. */
export type MetricState = Readonly<Record<string, Tensor>>

/**
 * A number that says how good predictions are, exact over batches of any sizes. It changes nothing and has no gradient.
 */
export interface Metric<Name extends string = string, Value = number> {
  readonly name: Name
  /** False where the value is no single number, so that no history takes it. Absent: it is one. */
  readonly scalar?: boolean
  /** A state that has seen nothing. */
  initialize(): MetricState
  /** The state after one more batch, in tensor operations; the old state stays as it is. */
  update(state: MetricState, prediction: Tensor, target: Tensor): MetricState
  /** The metric of all that the state has seen; NaN when that is nothing. */
  value(state: MetricState): Value
}

/** What one element, or one row of class scores, contributes to a metric that is a mean. */
export interface MeanMetricDefinition<Name extends string> {
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
  const { name, each, check = checkLikePrediction } = definition
  if (typeof name !== 'string' || (name as string) === '')
    throw new GradusError('type', `defineMeanMetric: name must be a text that is not empty, got ${describe(name)}`)
  if (typeof each !== 'function') throw new GradusError('type', `${name}: each must be a function, got ${describe(each)}`)
  if (typeof check !== 'function') throw new GradusError('type', `${name}: check must be a function, got ${describe(check)}`)
  return {
    name,
    initialize: () => ({ total: zeros([], { dtype: 'float64' }), count: zeros([], { dtype: 'float64' }) }),
    update(state, prediction, target) {
      const { total, count } = sumsOf(name, state)
      checkTensor(name, 'prediction', prediction)
      checkTensor(name, 'target', target)
      check(name, prediction, target)
      return noGradient(() => {
        const values = each(prediction, target)
        checkTensor(name, 'the result of each', values)
        return { total: add(total, sum(cast(values, 'float64')) as Tensor), count: add(count, values.size) }
      })
    },
    value(state) {
      const { total, count } = sumsOf(name, state)
      return total.item() / count.item()
    },
  }
}

/** Throws unless prediction and target have the same shape, [batch, …], and the same float dtype: metrics never broadcast. */
function checkLikePrediction(name: string, prediction: unknown, target: unknown): void {
  checkSame(name, 'prediction', prediction, 'target', target)
  if (target.rank === 0) throw new GradusError('shape', `${name}: prediction is a scalar, expected [batch, …]`)
}

function sumsOf(name: string, state: MetricState): { total: Tensor; count: Tensor } {
  const { total, count } = state ?? {}
  if (total?.dtype !== 'float64' || count?.dtype !== 'float64' || total.rank !== 0 || count.rank !== 0)
    throw new GradusError('state', `${name}: the state has no total and count; begin with initialize()`)
  return { total, count }
}
