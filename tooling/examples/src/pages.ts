import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './example.ts'

/**
 * Every page that is written for readers, relative to the root: the pages there, the READMEs of packages, apps and tooling, and the docs.
 * Pages that programs make, such as an API reference, are none.
 */
export function pages(): string[] {
  const top = readdirSync(root).filter((name) => name.endsWith('.md'))
  const readmes = ['packages', 'apps', 'tooling'].flatMap((family) =>
    readdirSync(join(root, family)).map((name) => `${family}/${name}/README.md`),
  )
  return [...top, ...readmes, ...pagesBelow('apps/docs')].filter((path) => existsSync(join(root, path))).sort()
}

/** The README of a package that is published: it is read on npm, too, far from the repository. */
export function isPublished(page: string): boolean {
  return /^(packages\/[^/]+|apps\/demo)\/README\.md$/.test(page)
}

const made = ['node_modules', 'dist', 'cache', 'reference']

function pagesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return made.includes(entry.name) || entry.name.startsWith('.') ? [] : pagesBelow(path)
    return entry.name.endsWith('.md') ? [path] : []
  })
}
