import type { DType, TypedArray } from './dtype.ts'
import type { Kernel } from './kernel.ts'

/**
 * A recorded step: kernels in order over numbered values. `updates` is the only mutation there is: state ← value, all at once, at the end.
 *
 * A step in which a check of a kernel fails changes nothing.
 */
export interface Program {
  /** All buffers; the lists below say by number what each is. */
  readonly values: readonly ProgramValue[]
  /** Values that are written before each run: a batch, a learning rate. */
  readonly inputs: readonly number[]
  /** Values that live on between runs: parameters, an optimizer's memory. */
  readonly states: readonly number[]
  /** The kernels, in the order in which they run. */
  readonly steps: readonly ProgramStep[]
  /** Values that can be read after a run. */
  readonly outputs: readonly number[]
  /** What each state becomes; a state that has no entry stays as it is. */
  readonly updates: readonly (readonly [state: number, value: number])[]
}

/** A buffer of a program: an input, a state, what steps write, or numbers known when it was recorded. */
export interface ProgramValue {
  /** What the elements are. */
  readonly dtype: DType
  /** How many elements there are. */
  readonly length: number
  /** The elements, where they are known beforehand. */
  readonly constant?: TypedArray
}

/** One kernel of a program. Several steps may write parts of one value. */
export interface ProgramStep {
  /** What runs. */
  readonly kernel: Kernel
  /** The values that it reads, by number. */
  readonly inputs: readonly number[]
  /** The value that it writes, by number. */
  readonly output: number
  /** The part of the model it belongs to, for listings; empty outside of any. */
  readonly scope: string
}
