import { tmpdir } from 'node:os'
import { run } from './run.ts'

/** A host of JavaScript that npm has: its package, and how it is asked where its program lies and how to run a file. */
interface Host {
  readonly package: string
  readonly where: readonly string[]
  readonly run: readonly string[]
}

const node = (version: string): Host => ({ package: `node@${version}`, where: ['node', '-p', 'process.execPath'], run: [] })

/** The hosts on which packages are run, the oldest Node that we promise first. */
export const hosts = {
  'Node 20.19': node('20.19.0'),
  'Node 20': node('20'),
  'Node 22': node('22'),
  'Node 24': node('24'),
  'Bun 1.4': { package: 'bun@1.4.5', where: ['bun', '-p', 'process.execPath'], run: [] },
  'Deno 2.9': { package: 'deno@2.9.6', where: ['deno', 'eval', 'console.log(Deno.execPath())'], run: ['run'] },
} as const satisfies Record<string, Host>

export type HostName = keyof typeof hosts

export const hostNames = Object.keys(hosts) as HostName[]

/** Runs a file of JavaScript on a host, and gives what it printed. */
export async function runOn(host: HostName, file: string, folder: string): Promise<string> {
  return run(await programOf(host), [...hosts[host].run, file], { folder })
}

const programs = new Map<HostName, Promise<string>>()

/** The program of a host. It is fetched when it is first asked for; later runs need not wait for npx. */
function programOf(host: HostName): Promise<string> {
  const known = programs.get(host)
  if (known) return known
  const { package: name, where } = hosts[host]
  const program = run('npx', ['-y', '-p', name, '--', ...where], { folder: tmpdir() }).then((path) => path.trim())
  programs.set(host, program)
  return program
}
