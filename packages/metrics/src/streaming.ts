import { checkBoolean, checkChoice, describe, GradusError } from '@gradus/kernel'
import { checkTensor, type Tensor, zeros } from '@gradus/tensor'
import { checkName } from './define-metric.ts'
import type { Metric, MetricState } from './metric.ts'
import type { WholeMetric, WholeMetricState } from './whole-metric.ts'

/** A metric with the batches that it has seen. */
export interface StreamingMetric<Value = number> {
  /** What messages call it. */
  readonly name: string
  /** Adds a batch; one that is refused changes nothing. */
  update(prediction: Tensor, target: Tensor): void
  /** The metric of all batches since the beginning or the last {@link reset}. */
  value(): Value
  /** Forgets all batches. */
  reset(): void
}

/**
 * Makes a metric that remembers its batches by itself, to use without a trainer.
 *
 * Throws: GradusError 'type' for anything that is no metric; 'state' when a batch is added by a step that is being recorded.
 *
 * @example
 * const metric = streaming(auc())
 * metric.update(tensor([0.9, 0.4]), tensor([1, 0]))
 * metric.update(tensor([0.3, 0.6]), tensor([1, 0]))
 * metric.value() // 0.5
 */
export function streaming<Value = number>(metric: Metric<string, Value> | WholeMetric): StreamingMetric<Value> {
  checkMetric(metric)
  let state: MetricState | WholeMetricState = metric.initialize()
  return {
    name: metric.name,
    update(prediction, target) {
      refuseRecording(metric.name)
      state = isWhole(metric)
        ? metric.update(state, arrayOf(metric.name, 'prediction', prediction), arrayOf(metric.name, 'target', target))
        : metric.update(state as MetricState, prediction, target)
    },
    value: () => metric.value(state as MetricState) as Value,
    reset() {
      state = metric.initialize()
    },
  }
}

function isWhole(metric: Metric<string, unknown> | WholeMetric): metric is WholeMetric {
  return (metric as Partial<WholeMetric>).needs === 'values'
}

function arrayOf(name: string, argument: string, x: Tensor) {
  checkTensor(name, argument, x)
  return { data: x.toTypedArray(), shape: x.shape, dtype: x.dtype }
}

/** What a recorded step computes has no values yet, and would be lost. */
function refuseRecording(name: string): void {
  try {
    zeros([]).item()
  } catch (cause) {
    throw new GradusError('state', `${name}: a step that is being recorded cannot add a batch; give it the metric and a state`, { cause })
  }
}

function checkMetric(metric: unknown): void {
  const parts = (metric ?? {}) as Record<string, unknown>
  const missing = ['initialize', 'update', 'value'].filter((method) => typeof parts[method] !== 'function')
  if (missing.length > 0) {
    const hint = typeof metric === 'function' ? `; call the factory, as in ${metric.name || 'auc'}()` : ''
    throw new GradusError('type', `streaming: metric must have ${missing.join(' and ')}, got ${describe(metric)}${hint}`)
  }
  const { name, scalar, needs } = metric as Partial<Metric & WholeMetric>
  checkName('streaming', name)
  if (scalar !== undefined) checkBoolean('streaming', 'scalar', scalar)
  if (needs !== undefined) checkChoice('streaming', 'needs', needs, ['values'])
}
