import { access, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Registry } from './registry.ts'
import { run } from './run.ts'

/** Installs packages into a folder as a user does, with npm, from a registry and from nowhere else. */
export async function installFrom(registry: Registry, folder: string, names: readonly string[]): Promise<void> {
  const manifest = join(folder, 'package.json')
  const isProject = await access(manifest).then(
    () => true,
    () => false,
  )
  if (!isProject) await writeFile(manifest, '{ "private": true, "type": "module" }\n')
  await run('npm', ['install', ...names], { folder, environment: registry.environment })
}
