import type { KernelRow } from './kernel-row.ts'

/** What became of a program. */
export interface CompileReport {
  /** Its functions in the order in which they run, and what the interpreter runs between them: see `kernelTable`. */
  readonly kernels: readonly KernelRow[]
  /** The module in the binary format. */
  readonly bytes: Uint8Array
  /** The module as WebAssembly text. */
  listing(): string
}
