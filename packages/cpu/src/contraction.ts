import type { MapKernel } from '@gradus/kernel'
import type { Run } from './run.ts'

export function prepareContraction(_kernel: MapKernel): Run | undefined {
  return undefined
}
