import type { Compiled } from '../compile.ts'
import type { CompileReport } from './compile-report.ts'
import { kernelRows } from './kernel-rows.ts'
import { listing } from './listing.ts'

export function reportOf(compiled: Compiled): CompileReport {
  const bytes = compiled.bytes.slice()
  return { kernels: kernelRows(compiled), bytes, listing: () => listing(bytes) }
}
