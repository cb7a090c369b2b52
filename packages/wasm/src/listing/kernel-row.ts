import type { Shape } from '@gradus/kernel'

/** One function of a compiled program, or one kernel that the interpreter runs for it. */
export interface KernelRow {
  /** The kernels in it, in order; for those that are split, one name may occur twice. */
  readonly names: readonly string[]
  /** The parts of the model they belong to; empty outside of any. */
  readonly scopes: readonly string[]
  /** How it runs: straight code, a loop, a contraction, a reduction, or by the interpreter. */
  readonly kind: 'straight' | 'map' | 'contraction' | 'reduce' | 'host'
  /** What the listing calls the function; undefined for what the interpreter runs. */
  readonly function: string | undefined
  /** The index space, axes that are reduced included; undefined for straight code, where each kernel has its own. */
  readonly shape: Shape | undefined
  /** Basic operations of the formulas, each node counted once per element, and one per element that a reduction folds. */
  readonly flops: number
  /** Bytes that come from memory and go to it, each element counted once. */
  readonly bytesRead: number
  /** Bytes that go to memory. */
  readonly bytesWritten: number
  /** Its size, where it is a contraction. */
  readonly contraction: ContractionSize | undefined
}

/** A contraction as so many products of matrices, rows × depth with depth × columns. */
export interface ContractionSize {
  /** How many products of matrices. */
  readonly batch: number
  /** Rows of the left factor. */
  readonly rows: number
  /** Columns of the right factor. */
  readonly columns: number
  /** What is summed over. */
  readonly depth: number
  /** Whether the right factor is copied together first, panel by panel. */
  readonly packed: boolean
}
