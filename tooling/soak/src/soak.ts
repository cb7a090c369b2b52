import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { InUse } from './in-use.ts'

/** What a long training came to. */
export interface Soaked {
  readonly name: string
  readonly steps: number
  /** What is in use after the warm-up. */
  readonly first: InUse
  /** What is in use at the end: of the last three samples the least, as what V8 frees later only adds. */
  readonly last: InUse
  /** From the start of the process to the last step. */
  readonly seconds: number
  /** From the last step to the end of the process, which nobody ends. */
  readonly secondsToExit: number
}

const child = fileURLToPath(new URL('./child.ts', import.meta.url))
const patience = 3000

/** Runs one of the trainings that a module exports in a process of its own. It fails when the process does. */
export async function soak(name: string, steps: number, module = new URL('./trainings.ts', import.meta.url)): Promise<Soaked> {
  const start = performance.now()
  const node = ['--expose-gc', '--conditions=@gradus/source', '--import', 'tsx', child, module.href, name, String(steps)]
  const running = spawn(process.execPath, node, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<number | null>((resolve) => running.once('close', resolve))
  const lines: string[] = []
  let finished = start
  let impatient: NodeJS.Timeout | undefined
  for await (const line of createInterface(running.stdout)) {
    lines.push(line)
    finished = performance.now()
    impatient = setTimeout(() => running.kill(), patience)
  }
  const code = await ended
  clearTimeout(impatient)
  if (lines.length !== 1) throw new Error(`${name}: the process ended with ${code} and ${lines.length} lines`)
  const [seconds, secondsToExit] = [finished - start, performance.now() - finished].map((time) => time / 1000) as [number, number]
  const samples = JSON.parse(lines[0]!) as readonly InUse[]
  return { name, steps, first: samples[0]!, last: leastOf(samples.slice(-3)), seconds, secondsToExit }
}

function leastOf(samples: readonly InUse[]): InUse {
  const least = (kind: keyof InUse): number => Math.min(...samples.map((sample) => sample[kind]))
  return { heap: least('heap'), wasm: least('wasm'), handles: least('handles') }
}
