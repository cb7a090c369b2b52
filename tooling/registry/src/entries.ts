import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What can be imported of an installed package: `@gradus/kernel`, `@gradus/kernel/numerics` … */
export async function entriesOf(name: string, folder: string): Promise<string[]> {
  const { exports } = JSON.parse(await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8')) as Manifest
  return Object.keys(exports).flatMap((path) => (path.endsWith('.json') ? [] : [name + path.slice(1)]))
}

interface Manifest {
  readonly exports: Readonly<Record<string, unknown>>
}

/** A module that exports all that the entries have, each under a name of its own. */
export function everythingOf(entries: readonly string[]): string {
  return entries.map((entry, i) => `export * as entry${i} from '${entry}'\n`).join('')
}
