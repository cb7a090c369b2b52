import type { Tensor } from '@gradus/tensor'
import type { EpochLogs } from './history.ts'

/** One thing that happens in training, in order: what a page or a course shows step by step. */
export type TrainingEvent<Name extends string = string> =
  | ForwardEvent
  | LossEvent
  | BackwardEvent
  | UpdateEvent
  | { readonly type: 'batch'; readonly epoch: number; readonly batch: number; readonly size: number; readonly loss: number }
  | { readonly type: 'epoch'; readonly epoch: number; readonly logs: EpochLogs<Name> }

/** An operation of the forward pass ran. */
export interface ForwardEvent {
  readonly type: 'forward'
  /** The layer it belongs to; empty for the loss. */
  readonly layer: string
  readonly op: string
  /** The maths, with the labels of the inputs, `a`, `b` … where they have none. */
  readonly formula: string
  readonly inputs: readonly Tensor[]
  /** What each input is called: a parameter by its name, the batch `x` and `y`, a number by its digits; undefined for other results. */
  readonly labels: readonly (string | undefined)[]
  readonly value: Tensor
}

/** The batch's loss is known. */
export interface LossEvent {
  readonly type: 'loss'
  readonly value: number
}

/** The backward pass reached an operation: the derivative of the loss by its result. */
export interface BackwardEvent {
  readonly type: 'backward'
  readonly layer: string
  readonly op: string
  /** As in the forward pass. */
  readonly formula: string
  readonly value: Tensor
  readonly gradient: Tensor
}

/** The optimizer gave a parameter its next value. */
export interface UpdateEvent {
  readonly type: 'update'
  readonly parameter: string
  readonly gradient: Tensor
  readonly before: Tensor
  readonly after: Tensor
}
