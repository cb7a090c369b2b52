import { execFileSync } from 'node:child_process'
import { numpy, once } from '../contender.ts'
import { withLoops } from '../scratch/loops.ts'
import { withTensors } from '../scratch/tensors.ts'
import type { Contender, Work } from '../work.ts'

const script = new URL('../scratch/scratch.py', import.meta.url)
const demo = new URL('../../../../apps/demo/src/main.ts', import.meta.url)

/** The article's network from scratch, 10,000 iterations: eager tensors against NumPy and against loops written by hand. */
export function works(): readonly Work[] {
  return [
    {
      name: 'XOR from scratch, 10,000 iterations',
      unit: 'ms',
      contenders: [
        once('gradus', () => check(withTensors(10_000))),
        ...numpy(script),
        once('plain JavaScript, loops', () => check(withLoops(10_000))),
      ],
    },
    { name: 'demo xor --scratch in a new process, its learning alone', unit: 'ms', contenders: [demoCommand, ...numpy(script)] },
  ]
}

/** The command as a person runs it: its own time, in which nothing is compiled yet and every iteration is told to the screen. */
const demoCommand: Contender = {
  library: 'gradus',
  sample() {
    const args = [...process.execArgv, demo.pathname, 'xor', '--scratch', '--json']
    const output = execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1e8, stdio: ['ignore', 'pipe', 'ignore'] })
    return (JSON.parse(output) as { durationMs: number }).durationMs
  },
}

/** All must learn the same, or they did not do the same work. */
function check(losses: readonly number[]): void {
  const last = losses.at(-1)!
  if (losses.length !== 10_000 || Math.abs(last - 0.33634) > 1e-5) throw new Error(`the last loss is ${last}, expected 0.33634`)
}
