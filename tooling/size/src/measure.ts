import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { repositoryRoot } from 'tooling-rules/source-files'
import type { EntryName } from './limits.ts'

/** What a browser has to load for one entry file. */
export interface Bundle {
  readonly text: string
  /** Bytes, as they are and compressed. */
  readonly raw: number
  readonly gzip: number
  /** The modules, largest first: how many bytes of the bundle each takes, not compressed. */
  readonly modules: readonly Module[]
}

/** A module of a bundle; the path begins with the package's name. */
export interface Module {
  readonly path: string
  readonly bytes: number
}

/** From what a bundle is made: the sources, or what was built, which users get. */
export type Origin = 'sources' | 'dist'

/** Bundles a file of `entries/` as an application would: minified, without what nothing uses. */
export async function bundle(entry: EntryName, origin: Origin = 'sources'): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    entryPoints: [`tooling/size/src/entries/${entry}.ts`],
    absWorkingDir: repositoryRoot,
    write: false,
    bundle: true,
    minify: true,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    legalComments: 'none',
    conditions: origin === 'sources' ? ['@gradus/source'] : [],
  })
  const { contents, text } = outputFiles[0]!
  const { inputs } = Object.values(metafile.outputs)[0]!
  const modules = Object.entries(inputs)
    .map(([path, { bytesInOutput }]) => ({ path: path.replace(/^packages\//, ''), bytes: bytesInOutput }))
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes)
  return { text, raw: contents.length, gzip: gzipSync(contents, { level: 9 }).length, modules }
}

/** The bytes of the modules by package, largest first. */
export function byPackage(modules: readonly Module[]): Module[] {
  const sums = new Map<string, number>()
  for (const { path, bytes } of modules) {
    const name = path.split('/')[0]!
    sums.set(name, (sums.get(name) ?? 0) + bytes)
  }
  return [...sums].map(([path, bytes]) => ({ path, bytes })).sort((a, b) => b.bytes - a.bytes)
}

/** Whether the packages are built. */
export function isBuilt(): boolean {
  return existsSync(join(repositoryRoot, 'packages/gradus/dist/index.js'))
}
