import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root } from 'tooling-examples/example'
import { words } from './words.ts'

/** What a command left behind. */
export interface Written {
  readonly stdout: string
  /** The pictures that it was told to write, by the names it was given. */
  readonly pictures: ReadonlyMap<string, string>
}

const known = new Map<string, Promise<Written>>()

/**
 * Runs one of the repository's commands as a reader does, its output going to a file, in a folder of its own: `pnpm demo …`, `gradus-demo …`,
 * or a script of the repository, `node tooling/readme/src/pictures/xor.ts light.svg dark.svg`. A command is run once, however often it is asked for.
 *
 * `data` is a folder in whose node_modules the command finds packages. Throws where the command ends with something else than 0, or 1,
 * by which the demo says that a network has not learnt.
 */
export function runCommand(command: string, data?: string): Promise<Written> {
  const written = known.get(command) ?? run(command, data)
  known.set(command, written)
  return written
}

async function run(command: string, data: string | undefined): Promise<Written> {
  const folder = mkdtempSync(join(tmpdir(), 'gradus-readme-'))
  try {
    if (data !== undefined) symlinkSync(join(data, 'node_modules'), join(folder, 'node_modules'), 'junction')
    const names = words(command).filter((word) => word.endsWith('.svg'))
    for (const name of names) mkdirSync(join(folder, dirname(name)), { recursive: true })
    const stdout = await outputOf(command, folder)
    const written = names.filter((name) => existsSync(join(folder, name)))
    return { stdout, pictures: new Map(written.map((name) => [name, readFileSync(join(folder, name), 'utf8')])) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const sources = ['--conditions=@gradus/source', '--import', import.meta.resolve('tsx')]

async function outputOf(command: string, cwd: string): Promise<string> {
  const { script, args, lifecycle } = programOf(command)
  const env = { ...process.env, NODE_OPTIONS: undefined, FORCE_COLOR: undefined, NO_COLOR: '1', npm_lifecycle_event: lifecycle }
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [...sources, join(root, script), ...args], { cwd, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error && error.code !== 1) reject(new Error(`${command}: ended with ${error.code ?? error.signal}\n${stderr}`))
      else resolve(stdout)
    })
  })
}

interface Program {
  readonly script: string
  readonly args: readonly string[]
  /** The demo says how to call it again in the words in which it was called, which pnpm tells it so. */
  readonly lifecycle?: string
}

function programOf(command: string): Program {
  const [program, first = '', ...rest] = words(command)
  if (program === 'gradus-demo') return { script: demo, args: words(command).slice(1) }
  if (program === 'pnpm' && first === 'demo') return { script: demo, args: rest, lifecycle: 'demo' }
  if (program === 'node' && existsSync(join(root, first))) return { script: first, args: rest }
  throw new Error(`${command}: expected pnpm demo, gradus-demo, or node and a script of the repository`)
}

const demo = 'apps/demo/src/main.ts'
