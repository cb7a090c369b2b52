import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** Bundles the program `writer.ts`, so that it starts at once; gives its path. */
export async function buildWriter(folder: string): Promise<string> {
  const outfile = join(folder, 'writer.mjs')
  await build({
    entryPoints: [fileURLToPath(new URL('writer.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@gradus/source'],
  })
  return outfile
}

/** A new folder, and how to remove it. */
export async function newFolder(): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'gradus-store-'))
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** What the program came to. */
export interface Outcome {
  /** The numbers that it said it had written. */
  readonly written: readonly number[]
  readonly error: { readonly code: string; readonly message: string } | undefined
}

/** Runs a command that is or ends in the program; kills it that many milliseconds after it is ready. */
export function runWriter(command: string, args: readonly string[], killAfter?: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      const ready = output.includes('ready')
      output += chunk.toString()
      if (killAfter !== undefined && !ready && output.includes('ready')) setTimeout(() => child.kill('SIGKILL'), killAfter)
    })
    child.on('error', reject)
    child.on('close', () => {
      const lines = output.split('\n').slice(0, -1)
      const error = lines.find((line) => line.startsWith('{'))
      const written = lines.filter((line) => /^\d+$/.test(line)).map(Number)
      resolve({ written, error: error === undefined ? undefined : JSON.parse(error) })
    })
  })
}
