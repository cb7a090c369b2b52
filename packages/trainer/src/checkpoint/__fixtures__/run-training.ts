import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** Bundles the program `train.ts`, so that it starts at once; gives its path. */
export async function buildTraining(folder: string): Promise<string> {
  const outfile = join(folder, 'train.mjs')
  await build({
    entryPoints: [fileURLToPath(new URL('train.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@gradus/source'],
  })
  return outfile
}

/**
 * Runs the program; sends it the signal that many milliseconds after its second batch, when the checkpoint of the first is written. Rejects should it fail by
 * itself.
 */
export function runTraining(
  program: string,
  args: readonly string[],
  killAfter?: number,
  signal: 'SIGKILL' | 'SIGINT' = 'SIGKILL',
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    let complaint = ''
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString()
    })
    let batches = 0
    child.stdout.on('data', (chunk: Buffer) => {
      const before = batches
      batches += chunk.toString().split('\n').length - 1
      if (killAfter !== undefined && before < 2 && batches >= 2) setTimeout(() => child.kill(signal), killAfter)
    })
    child.on('error', reject)
    child.on('close', (code) => (code === 0 || (code === null && signal === 'SIGKILL') ? resolve() : reject(new Error(complaint))))
  })
}
