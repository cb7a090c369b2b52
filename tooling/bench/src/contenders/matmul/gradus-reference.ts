import { cpu } from '@gradus/cpu'
import { setBackend } from '@gradus/tensor'
import type { Sample } from '../../work.ts'
import { prepare as prepareOurs } from './gradus.ts'

/** The same on the backend that generates no code. */
export function prepare(size: string): Sample {
  setBackend(cpu)
  return prepareOurs(size)
}
