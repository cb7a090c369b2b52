import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolders, repositoryRoot } from 'tooling-rules/source-files'

/** A module that users import. */
export interface EntryPoint {
  /** `@gradus/formats/node`. */
  readonly specifier: string
  /** Its source, relative to the repository's root. */
  readonly file: string
}

/** Every module that the packages publish. The umbrella comes last, so that what it hands on is told where it is at home. */
export function entryPoints(): EntryPoint[] {
  const folders = packageFolders('packages').filter((folder) => folder !== umbrella)
  return [...folders, umbrella].flatMap(modulesOf)
}

const umbrella = 'packages/gradus'

interface Manifest {
  readonly name: string
  readonly exports: Readonly<Record<string, { readonly '@gradus/source'?: string; readonly types?: string } | string>>
}

/** What is published has declarations; fixtures have none, and stay here. */
function modulesOf(folder: string): EntryPoint[] {
  const { name, exports }: Manifest = JSON.parse(readFileSync(join(repositoryRoot, folder, 'package.json'), 'utf8'))
  return Object.entries(exports).flatMap(([path, conditions]) => {
    if (typeof conditions === 'string' || !conditions.types || !conditions['@gradus/source']) return []
    return [{ specifier: join(name, path), file: join(folder, conditions['@gradus/source']) }]
  })
}
