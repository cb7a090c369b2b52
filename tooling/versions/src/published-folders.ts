import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The folders of the packages that are published, such as `packages/kernel`, below the root of a repository. */
export function publishedFolders(root: string): string[] {
  return ['packages', 'apps']
    .filter((family) => existsSync(join(root, family)))
    .flatMap((family) => readdirSync(join(root, family)).map((name) => `${family}/${name}`))
    .filter((folder) => {
      const manifest = join(root, folder, 'package.json')
      return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).private !== true
    })
    .sort()
}
