import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolders, repositoryRoot } from './source-files.ts'

/** The folders of the packages that are published, such as `packages/kernel`, below the root of this repository or another one. */
export function publishedFolders(root: string = repositoryRoot): string[] {
  return (['packages', 'apps'] as const)
    .filter((family) => existsSync(join(root, family)))
    .flatMap((family) => packageFolders(family, root))
    .filter((folder) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')).private !== true)
    .sort()
}
