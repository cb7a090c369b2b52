export * from './backend.ts'
export type { CpuBuffer } from './buffer.ts'
