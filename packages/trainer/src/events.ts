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
  /** The operation's name: `matmul`. */
  readonly op: string
  /** The maths, with the labels of the inputs, `a`, `b` … where they have none. */
  readonly formula: string
  /** What it read, in order. */
  readonly inputs: readonly Tensor[]
  /** What each input is called: a parameter by its name, the batch `x` and `y`, a number by its digits; undefined for other results. */
  readonly labels: readonly (string | undefined)[]
  /** What it gave. */
  readonly value: Tensor
}

/** The batch's loss is known. */
export interface LossEvent {
  readonly type: 'loss'
  /** The loss, penalties of regularizers included. */
  readonly value: number
}

/** The backward pass reached an operation: the derivative of the loss by its result. */
export interface BackwardEvent {
  readonly type: 'backward'
  /** The layer it belongs to; empty for the loss. */
  readonly layer: string
  /** The operation's name. */
  readonly op: string
  /** As in the forward pass. */
  readonly formula: string
  /** What the operation gave. */
  readonly value: Tensor
  /** The derivative of the loss by that. */
  readonly gradient: Tensor
}

/** The optimizer gave a parameter its next value. */
export interface UpdateEvent {
  readonly type: 'update'
  /** The parameter's name: `dense_1.kernel`. */
  readonly parameter: string
  /** The derivative of the loss by the parameter. */
  readonly gradient: Tensor
  /** Its value before the step. */
  readonly before: Tensor
  /** Its value after the step. */
  readonly after: Tensor
}
