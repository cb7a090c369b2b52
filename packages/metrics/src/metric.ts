import type { Tensor } from '@gradus/tensor'

/** What a metric remembers over batches: sums, as float64 tensors whose shapes stay the same. */
export type MetricState = Readonly<Record<string, Tensor>>

/**
 * A number that says how good predictions are, exact over batches of any sizes. It changes nothing and has no gradient.
 */
export interface Metric<Name extends string = string, Value = number> {
  /** What messages and the history call it. */
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
