import type { NamedParameters, Tensor } from '@gradus/tensor'
import type { Schedule } from './schedules/index.ts'
import type { OptimizerState } from './state.ts'

/**
 * Changes parameters by their gradients. It sees named tensors only: no layers, no model.
 */
export interface Optimizer {
  /** What messages and snapshots call it. */
  readonly name: string
  /** The learning rate of each step, counted from 0. */
  readonly learningRate: Schedule
  /** A state in which no step was taken. Throws 'state' when there is nothing to train. */
  initialize(parameters: NamedParameters): OptimizerState
  /**
   * One step: gives every trainable parameter its next value and advances the state; all of it, or with an error nothing.
   *
   * Throws: GradusError 'state' when a parameter has no gradient or the state does not fit, 'range' when a gradient is not finite (see
   * `nonFinite`; a step that is skipped changes nothing either, its count included).
   */
  update(parameters: NamedParameters, gradients: ReadonlyMap<string, Tensor>, state: OptimizerState): void
}
