import type { Sample } from '../../work.ts'
import { runDemo } from './run-demo.ts'

/** The learning alone, as the command itself tells it: nothing is compiled yet, and every iteration is told to the screen. */
export function prepare(): Sample {
  return () => {
    const { durationMs } = JSON.parse(runDemo('xor', '--scratch', '--json')) as { durationMs: number }
    return durationMs
  }
}
