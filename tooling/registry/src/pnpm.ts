import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Place, run } from './run.ts'

/** Runs pnpm in a workspace: the one that runs this process, else the one that the workspace is pinned to. */
export async function pnpm(args: readonly string[], { folder, environment }: Place): Promise<string> {
  const running = process.env.npm_execpath ?? ''
  if (!/pnpm[^/\\]*$/.test(running)) {
    return run('pnpm', args, { folder, environment: { ...environment, PATH: await pathWithPinned(folder) } })
  }
  return /js$/.test(running)
    ? run(process.execPath, [running, ...args], { folder, environment })
    : run(running, args, { folder, environment })
}

/** Found by npx, but not run by it: in the environment of another registry, npx would ask that one for pnpm itself. */
async function pathWithPinned(folder: string): Promise<string> {
  const { packageManager } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { packageManager: string }
  return (await run('npx', ['-y', '-p', packageManager, '--', 'node', '-p', 'process.env.PATH'], { folder })).trim()
}
