import type { Batch } from '@gradus/datasets'
import { describe, GradusError } from '@gradus/kernel'
import type { EpochLogs, History } from '../history.ts'
import { orAborted } from '../or-aborted.ts'
import type { TrainingView } from '../training-view.ts'

/** What a callback learns when training begins. */
export interface TrainBegin {
  /** Where it begins, counted from 0, over all calls of `fit`. */
  readonly epoch: number
  /** How many epochs it is to run. */
  readonly epochs: number
  /** Steps per epoch. */
  readonly batchesPerEpoch: number
  /** Samples per epoch. */
  readonly samples: number
  /** What a callback may look at and change, also later on. */
  readonly training: TrainingView
  /** Ends the training before it begins. */
  stop(): void
}

/** What a callback learns of an epoch. */
export interface EpochBegin {
  /** Counted from 0, over all calls of `fit`. */
  readonly epoch: number
}

/** What a callback learns of a batch that was trained on. */
export interface BatchEnd {
  /** Counted from 0, over all calls of `fit`. */
  readonly epoch: number
  /** Counted from 0 within the epoch. */
  readonly batch: number
  /** How many samples it has. */
  readonly size: number
  /** The mean loss of the batch, before the step it led to. */
  readonly loss: number
  /** Ends the training after this batch. */
  stop(): void
}

/** What a callback learns of an epoch that is over. */
export interface EpochEnd<Name extends string = string> {
  /** Counted from 0, over all calls of `fit`. */
  readonly epoch: number
  /** Its loss and metrics, by name. */
  readonly logs: EpochLogs<Name>
  /** Ends the training after this epoch. */
  stop(): void
}

/** What a callback learns when it looks in between: see {@link Callback.onProbe}. */
export interface Probe {
  /** Counted from 0, over all calls of `fit`. */
  readonly epoch: number
  /** Counted from 0 within the epoch. */
  readonly batch: number
  /** The mean loss of the batch that was just trained on, before its step. */
  readonly loss: number
  /** That batch. */
  readonly data: Batch
  /** Ends the training after this batch. */
  stop(): void
}

/** What a callback learns when `fit` fails. */
export interface TrainError {
  /** What `fit` throws afterwards. */
  readonly error: unknown
  /** The epoch in which it failed, counted from 0. */
  readonly epoch: number
  /** What `trainer.history` is; where the data was refused, and no training began, that of the one before. */
  readonly history: History
}

/** Something that watches training, and may end it. Each part is optional; one that returns a promise is awaited. */
export interface Callback<Name extends string = string> {
  /** By which a checkpoint knows whose state is whose; needed by one that has a state. */
  readonly name?: string
  /** Called after the others, whatever its place among them: one that keeps their state. Default false. */
  readonly afterOthers?: boolean
  /** Called once, before the first epoch. */
  onTrainBegin?(event: TrainBegin): void | Promise<void>
  /** Called before each epoch. */
  onEpochBegin?(event: EpochBegin): void | Promise<void>
  /** Called after each batch. */
  onBatchEnd?(event: BatchEnd): void | Promise<void>
  /** A look in between, after the first step and then whenever it has asked to: it gives after how many more steps; Infinity for never again. */
  onProbe?(event: Probe): number
  /** Called after each epoch, once it was validated. */
  onEpochEnd?(event: EpochEnd<Name>): void | Promise<void>
  /**
   * Called when the loss or a gradient has stopped being finite, with the error that says where; the weights are the last good ones again. `fit`
   * then throws it, unless a callback gives 'end': then it ends as if it had been stopped.
   */
  onDivergence?(error: GradusError): 'end' | undefined
  /** Called however training ends, also by an error. */
  onTrainEnd?(history: History<Name>): void | Promise<void>
  /** Called last, when `fit` fails: also when it refuses its data, and nothing else is called. */
  onError?(event: TrainError): void | Promise<void>
  /** What it remembers of a training under way, as plain data with typed arrays: part of a snapshot. */
  snapshot?(): unknown
  /** Goes on from there: called after `onTrainBegin` of a training that was restored. Throws unless it is what {@link snapshot} gives. */
  restore?(state: unknown): void
}

/** The parts that are told of what happens. */
const toldParts = ['onTrainBegin', 'onEpochBegin', 'onBatchEnd', 'onEpochEnd', 'onTrainEnd', 'onError'] as const
const callbackParts = [...toldParts, 'onProbe', 'onDivergence', 'snapshot', 'restore'] as const

/** Throws 'type' unless each callback is an object with at least one part, all of them functions. */
export function checkCallbacks(operation: string, callbacks: unknown): asserts callbacks is readonly Callback[] {
  if (!Array.isArray(callbacks)) throw new GradusError('type', `${operation}: callbacks must be an array`)
  callbacks.forEach((callback: Partial<Record<string, unknown>> | null, i) => {
    const parts = callbackParts.filter((part) => callback?.[part] !== undefined)
    if (parts.length === 0) throw new GradusError('type', `${operation}: callback ${i} has none of ${toldParts.join(', ')}`)
    for (const part of parts) {
      if (typeof callback![part] !== 'function') throw new GradusError('type', `${operation}: ${part} of callback ${i} must be a function`)
    }
    const { name, snapshot, restore } = callback!
    if (snapshot !== undefined && (typeof name !== 'string' || restore === undefined))
      throw new GradusError('type', `${operation}: callback ${i} has a snapshot and so needs a name and a restore`)
  })
}

/** Calls one part of each callback, in order. Gives a promise only when one of them does, so that nothing waits for nothing. */
export function notify<Part extends (typeof toldParts)[number], Event extends Parameters<NonNullable<Callback[Part]>>[0]>(
  callbacks: readonly Callback[],
  part: Part,
  event: Event,
  signal: AbortSignal | undefined,
): Promise<void> | undefined {
  for (let i = 0; i < callbacks.length; i++) {
    const pending = call(callbacks[i]!, i, part, event)
    if (pending !== undefined) return finish(pending, callbacks, i + 1, part, event, signal)
  }
  return undefined
}

async function finish<Part extends (typeof toldParts)[number]>(
  first: Promise<void>,
  callbacks: readonly Callback[],
  from: number,
  part: Part,
  event: unknown,
  signal: AbortSignal | undefined,
): Promise<void> {
  await settled(first, from - 1, part, signal)
  for (let i = from; i < callbacks.length; i++) {
    const pending = call(callbacks[i]!, i, part, event)
    if (pending !== undefined) await settled(pending, i, part, signal)
  }
}

function call(callback: Callback, i: number, part: (typeof toldParts)[number], event: unknown): Promise<void> | undefined {
  let result: unknown
  try {
    result = (callback[part] as ((event: unknown) => unknown) | undefined)?.call(callback, event)
  } catch (error) {
    throw failure(i, part, error)
  }
  return typeof (result as { then?: unknown } | null | undefined)?.then === 'function' ? (result as Promise<void>) : undefined
}

/** Waits for a callback's promise, or for the signal. */
async function settled(pending: Promise<void>, i: number, part: string, signal: AbortSignal | undefined): Promise<void> {
  try {
    await orAborted(pending, signal)
  } catch (error) {
    throw failure(i, part, error)
  }
}

/** The error of a callback that failed, with the code of its own where it has one. */
export function failure(i: number, part: string, cause: unknown): GradusError {
  const message = cause instanceof Error ? cause.message : describe(cause)
  const code = cause instanceof GradusError ? cause.code : 'state'
  return new GradusError(code, `fit: ${part} of callback ${i} failed: ${message}`, { cause })
}
