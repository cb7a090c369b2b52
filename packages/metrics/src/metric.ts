import { describe, GradusError, type Shape, sameShape, shapeText } from '@gradus/kernel'
import { add, cast, checkTensor, noGradient, sum, type Tensor, zeros } from '@gradus/tensor'

/** What a metric remembers over batches: sums, as scalar float64 tensors. */
export type MetricState = Readonly<Record<string, Tensor>>

/**
 * A number that says how good predictions are, exact over batches of any sizes. It changes nothing and has no gradient.
 */
export interface Metric<Name extends string = string> {
  readonly name: Name
  /** A state that has seen nothing. */
  initialize(): MetricState
  /** The state after one more batch, in tensor operations. */
  update(state: MetricState, prediction: Tensor, target: Tensor): MetricState
  /** The metric of all that the state has seen; NaN when that is nothing. */
  value(state: MetricState): number
}

/** What one element, or one row of class scores, contributes to a metric that is a mean. */
export interface MeanMetricDefinition<Name extends string> {
  readonly name: Name
  /** One number (or bool) per thing that is averaged: per element, or per row of scores. */
  readonly each: (prediction: Tensor, target: Tensor) => Tensor
  /** Throws when prediction and target do not fit; the same shape unless stated. */
  readonly check?: (name: string, prediction: Tensor, target: Tensor) => void
}

/**
 * Makes a metric that is a mean: it sums and counts in float64, so that batches of different sizes weigh by their size.
 *
 * @example
 * const metric = defineMeanMetric({ name: 'meanPrediction', each: (prediction) => prediction })
 * metric.value(metric.update(metric.initialize(), tensor([1, 3]), tensor([0, 0]))) // 2
 */
export function defineMeanMetric<const Name extends string>(definition: MeanMetricDefinition<Name>): Metric<Name> {
  const { name, each, check = checkSameShape } = definition
  return {
    name,
    initialize: () => ({ total: zeros([], { dtype: 'float64' }), count: zeros([], { dtype: 'float64' }) }),
    update(state, prediction, target) {
      checkTensor(name, 'prediction', prediction)
      checkTensor(name, 'target', target)
      check(name, prediction, target)
      return noGradient(() => {
        const values = each(prediction, target)
        return {
          total: add(state.total!, sum(cast(values, 'float64')) as Tensor),
          count: add(state.count!, values.size),
        }
      })
    },
    value: (state) => state.total!.item() / state.count!.item(),
  }
}

/** Throws 'shape' when prediction and target differ in shape, 'type' when in dtype: metrics never broadcast. */
export function checkSameShape(name: string, prediction: Tensor, target: Tensor): void {
  if (!sameShape(prediction.shape, target.shape)) {
    const hint = prediction.size === target.size ? `; use target.reshape(${shapeText(prediction.shape)})` : ''
    throw new GradusError(
      'shape',
      `${name}: prediction ${shapeText(prediction.shape)} and target ${shapeText(target.shape)} must have the same shape${hint}`,
    )
  }
  if (prediction.dtype !== target.dtype) {
    throw new GradusError(
      'type',
      `${name}: prediction is ${prediction.dtype}, target ${target.dtype}; use cast(target, ${describe(prediction.dtype)})`,
    )
  }
}

/** Throws 'shape' unless prediction is [batch, …, classes] with at least one class. */
export function checkClasses(name: string, prediction: Tensor): void {
  const shape: Shape = prediction.shape
  if (shape.length < 2 || shape.at(-1) === 0)
    throw new GradusError('shape', `${name}: prediction has shape ${shapeText(shape)}, expected [batch, classes]`)
}
