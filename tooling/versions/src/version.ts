import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { publishedFolders } from 'tooling-rules/published-folders'
import { polish } from './polish.ts'

const changesets = createRequire(import.meta.url).resolve('@changesets/cli/bin.js')

/** Turns the changesets of a repository into new versions and change logs: `changeset version`, and every newest entry polished. */
export function version(root: string): void {
  execFileSync(process.execPath, [changesets, 'version'], { cwd: root, stdio: 'inherit' })
  for (const folder of publishedFolders(root)) {
    const path = join(root, folder, 'CHANGELOG.md')
    if (existsSync(path)) writeFileSync(path, polish(readFileSync(path, 'utf8')))
  }
}
