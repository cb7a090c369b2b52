import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/**
 * Builds and packs our packages, copies the project into an empty folder outside the repository and installs the archives there; gives
 * the folder. Nothing else can be installed: npm is offline and its cache is empty.
 */
export async function installPacked(project: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gradus-stranger-'))
  const archives = join(folder, 'archives')
  await mkdir(archives)
  await pnpm('exec', 'turbo', 'run', 'build', '--filter', './packages/*')
  await pnpm('--recursive', '--filter', './packages/*', 'pack', '--pack-destination', archives)
  await cp(project, folder, { recursive: true })
  const packed = (await readdir(archives)).map((name) => join(archives, name))
  await run(
    'npm',
    ['install', '--offline', '--cache', join(folder, 'cache'), '--ignore-scripts', '--no-audit', '--no-fund', ...packed],
    folder,
  )
  await rm(join(folder, 'cache'), { recursive: true, force: true })
  return folder
}

/** Runs a program and gives what it printed; what it printed is also the message when it fails. */
export async function run(program: string, args: readonly string[], folder: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(program, args, { cwd: folder, maxBuffer: 1e8 })
    return stdout
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`)
  }
}

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** The pnpm that runs this test, else the one that the repository is pinned to. */
async function pnpm(...args: string[]): Promise<string> {
  const running = process.env.npm_execpath ?? ''
  if (/pnpm[^/\\]*$/.test(running)) {
    return /js$/.test(running) ? run(process.execPath, [running, ...args], root) : run(running, args, root)
  }
  const { packageManager } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { packageManager: string }
  return run('npx', ['-y', packageManager, ...args], root)
}
