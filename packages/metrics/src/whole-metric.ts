import type { ArrayData } from '@gradus/kernel'

/** What a {@link WholeMetric} remembers: plain data that `structuredClone` copies. */
export type WholeMetricState = Readonly<Record<string, unknown>>

/**
 * A metric that sums cannot tell, such as an exact area under a curve: it sees all values, on the host, and remembers what it needs of them.
 * Its `needs` tells it from a {@link Metric}.
 */
export interface WholeMetric<Name extends string = string> {
  /** What messages and the history call it. */
  readonly name: Name
  readonly needs: 'values'
  /** A state that has seen nothing. */
  initialize(): WholeMetricState
  /** The state after one more batch: the old one may be changed and given back. A batch that is refused changes nothing. */
  update(state: WholeMetricState, prediction: ArrayData, target: ArrayData): WholeMetricState
  /** The metric of all that the state has seen. */
  value(state: WholeMetricState): number
}
