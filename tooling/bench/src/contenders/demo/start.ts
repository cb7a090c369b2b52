import { execFileSync } from 'node:child_process'
import { timed } from '../../timing.ts'
import type { Sample } from '../../work.ts'
import { runDemo } from './run-demo.ts'

/** From the start of `node` to its end: of the built demo, or of a program that does nothing. */
export function prepare(program: string): Sample {
  if (program === 'nothing') return timed(() => execFileSync(process.execPath, ['--eval', '0']))
  return timed(() => runDemo('xor', '--quiet'))
}
