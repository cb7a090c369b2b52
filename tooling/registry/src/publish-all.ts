import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { publishedFolders } from 'tooling-rules/published-folders'
import { repositoryRoot } from 'tooling-rules/source-files'
import { pnpm } from './pnpm.ts'
import type { Registry } from './registry.ts'

/** A package that users can install. */
export interface PublicPackage {
  readonly name: string
  readonly version: string
  /** Relative to the repository's root. */
  readonly folder: string
}

/**
 * Builds all public packages and publishes those whose version the registry does not have. This is the one way in which packages get
 * anywhere; without a registry it is npm's own, or the one that npm is configured for.
 */
export async function publishAll(registry?: Registry): Promise<PublicPackage[]> {
  const packages = await publicPackages()
  const filters = packages.flatMap(({ name }) => ['--filter', name])
  await pnpm(['exec', 'turbo', 'run', 'build', ...filters], { folder: repositoryRoot, environment: { TURBO_TELEMETRY_DISABLED: '1' } })
  // pnpm is what replaces `workspace:` and the exports that name our sources. It leaves out what is private.
  await pnpm(['--recursive', 'publish', '--no-git-checks'], { folder: repositoryRoot, environment: registry?.environment })
  return packages
}

/** The packages of the repository that are not private, apps included. */
export function publicPackages(): Promise<PublicPackage[]> {
  return Promise.all(
    publishedFolders().map(async (folder) => {
      const { name, version } = JSON.parse(await readFile(join(repositoryRoot, folder, 'package.json'), 'utf8'))
      return { name, version, folder }
    }),
  )
}
