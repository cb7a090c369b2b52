import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { pnpm } from 'tooling-registry/pnpm'
import { run } from 'tooling-registry/run'
import { publishedFolders } from 'tooling-rules/published-folders'
import { repositoryRoot } from 'tooling-rules/source-files'
import type { Manifest } from './broken-package.ts'

/** A package as users get it. */
export interface Packed {
  readonly name: string
  /** Where it is made, relative to the repository's root. */
  readonly source: string
  readonly sourceManifest: Manifest
  readonly archive: string
  readonly archiveBytes: number
  /** Where it was unpacked to, and what is in it: paths with forward slashes, and their texts. */
  readonly folder: string
  readonly manifest: Manifest
  readonly files: ReadonlyMap<string, string>
}

/** Packs every published package as a release does, unpacks the archives, and removes all that when the action is over. */
export async function withPacked<T>(action: (packed: Packed[]) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'gradus-packed-'))
  try {
    const sources = publishedFolders()
    const chosen = sources.flatMap((source) => ['--filter', `./${source}`])
    await pnpm(['--recursive', ...chosen, 'pack', '--pack-destination', folder], { folder: repositoryRoot })
    return await action(await Promise.all(sources.map((source) => unpack(source, folder))))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function unpack(source: string, archives: string): Promise<Packed> {
  const sourceManifest = await manifestIn(join(repositoryRoot, source))
  const { name, version } = sourceManifest
  const archive = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`
  const target = join(archives, source.replace('/', '-'))
  await mkdir(target)
  await run('tar', ['-xzf', archive, '-C', target], { folder: archives })
  const folder = join(target, 'package')
  const path = join(archives, archive)
  const [manifest, files, { size }] = await Promise.all([manifestIn(folder), filesIn(folder), stat(path)])
  return { name, source, sourceManifest, archive: path, archiveBytes: size, folder, manifest, files }
}

async function manifestIn(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest
}

async function filesIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')))
  return new Map(
    paths.map((path, i) => [
      path
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
      texts[i]!,
    ]),
  )
}
