import type { Compiled } from '../compile.ts'
import { type KernelRow, kernelRows } from './kernel-row.ts'
import { listing } from './listing.ts'

/** What became of a program. */
export interface CompileReport {
  /** Its functions in the order in which they run, and what the interpreter runs between them: see `kernelTable`. */
  readonly kernels: readonly KernelRow[]
  /** The module in the binary format. */
  readonly bytes: Uint8Array
  /** The module as WebAssembly text. */
  listing(): string
}

export function reportOf(compiled: Compiled): CompileReport {
  const bytes = compiled.bytes.slice()
  return { kernels: kernelRows(compiled), bytes, listing: () => listing(bytes) }
}
