import type { DType, TypedArray } from './dtype.ts'
import type { Kernel } from './kernel.ts'

/**
 * A recorded step: kernels in order over numbered values. `updates` is the only mutation there is: state ← value, all at once, at the end.
 *
 * A step in which a check of a kernel fails changes nothing.
 */
export interface Program {
  readonly values: readonly ProgramValue[]
  /** Values that are written before each run: a batch, a learning rate. */
  readonly inputs: readonly number[]
  /** Values that live on between runs: parameters, an optimizer's memory. */
  readonly states: readonly number[]
  readonly steps: readonly ProgramStep[]
  /** Values that can be read after a run. */
  readonly outputs: readonly number[]
  /** What each state becomes; a state that has no entry stays as it is. */
  readonly updates: readonly (readonly [state: number, value: number])[]
}

/** A buffer of a program: an input, a state, what steps write, or numbers known when it was recorded. */
export interface ProgramValue {
  readonly dtype: DType
  readonly length: number
  readonly constant?: TypedArray
}

/** One kernel of a program. Several steps may write parts of one value. */
export interface ProgramStep {
  readonly kernel: Kernel
  readonly inputs: readonly number[]
  readonly output: number
  /** The part of the model it belongs to, for listings; empty outside of any. */
  readonly scope: string
}
