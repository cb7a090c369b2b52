import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A file of TypeScript; the path is relative to the repository's root, with forward slashes. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

export const repositoryRoot: string = fileURLToPath(new URL('../../../', import.meta.url))

/** The folders of the packages in one family of this workspace or another one, such as `packages/kernel` for `packages`. */
export function packageFolders(family: 'packages' | 'apps' | 'tooling', root: string = repositoryRoot): string[] {
  return readdirSync(join(root, family))
    .map((name) => `${family}/${name}`)
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .sort()
}

/** Every TypeScript file below a folder of the repository, without what was installed or built. */
export function sourceFiles(folder: string): SourceFile[] {
  const from = join(repositoryRoot, folder)
  if (!existsSync(from)) return []
  const files: SourceFile[] = []
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const path = relative(repositoryRoot, join(from, entry.name)).split(sep).join('/')
    if (entry.isDirectory()) {
      if (!['node_modules', 'dist', '.turbo'].includes(entry.name)) files.push(...sourceFiles(path))
    } else if (/\.[cm]?tsx?$/.test(entry.name)) {
      files.push({ path, text: readFileSync(join(repositoryRoot, path), 'utf8') })
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Tests, type tests and what only they use. */
export function isTest(path: string): boolean {
  return /\.(test|test-d)\.tsx?$/.test(path) || /\/__(fixtures|tests)__\//.test(path)
}
