import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from './source-files.ts'

/** The folders of the packages that are published, such as `packages/kernel`, below the root of this repository or another one. */
export function publishedFolders(root: string = repositoryRoot): string[] {
  return ['packages', 'apps']
    .filter((family) => existsSync(join(root, family)))
    .flatMap((family) => readdirSync(join(root, family)).map((name) => `${family}/${name}`))
    .filter((folder) => {
      const manifest = join(root, folder, 'package.json')
      return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).private !== true
    })
    .sort()
}
