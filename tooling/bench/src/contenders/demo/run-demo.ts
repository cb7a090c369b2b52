import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Absent } from '../../absent.ts'

const demo = fileURLToPath(new URL('../../../../../apps/demo/dist/main.js', import.meta.url))

/** Runs the built demo in a new process, as a person runs it, and gives what it prints. */
export function runDemo(...args: string[]): string {
  if (!existsSync(demo)) throw new Absent('the demo is not built; run pnpm build')
  return execFileSync(process.execPath, [demo, ...args], { encoding: 'utf8', maxBuffer: 1e8, stdio: ['ignore', 'pipe', 'ignore'] })
}
