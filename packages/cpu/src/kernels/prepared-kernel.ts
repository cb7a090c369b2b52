import type { CpuBuffer } from '../buffer.ts'

/** A kernel made ready to run on any buffers: everything that does not depend on them is worked out. */
export type PreparedKernel = (inputs: readonly CpuBuffer[], output: CpuBuffer) => void
