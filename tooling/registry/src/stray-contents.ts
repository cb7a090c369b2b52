import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What an installed package of ours has and should not have, or lacks, in sentences; empty when it is as it should be. */
export function strayContents(folder: string): string[] {
  const text = readFileSync(join(folder, 'package.json'), 'utf8')
  const manifest = JSON.parse(text) as Manifest
  const files = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' })
  const complaints = [
    ...readdirSync(folder).flatMap((name) => (shipped.has(name) ? [] : [`it ships ${name}`])),
    ...files.flatMap((file) => (inside.test(file) ? [`it ships dist/${file}`] : [])),
    ...Array.from(text.matchAll(/@gradus\/source|(workspace|catalog):/g), ([mark]) => `its package.json says ${mark}`),
    ...Object.keys(manifest.scripts ?? {}).flatMap((name) => (onInstall.has(name) ? [`it runs something on ${name}`] : [])),
    ...pathsIn(manifest).flatMap((path) => (existsSync(join(folder, path)) ? [] : [`its package.json names ${path}, which it has not`])),
  ]
  for (const name of ['README.md', 'LICENSE']) if (!existsSync(join(folder, name))) complaints.push(`it has no ${name}`)
  return complaints
}

interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>
  readonly exports?: unknown
  readonly bin?: unknown
}

const shipped: ReadonlySet<string> = new Set(['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'dist', 'node_modules'])

/** What only the repository needs. */
const inside = /(^|[\\/])__\w+__|\.(test|test-d)\.|(?<!\.d)\.tsx?$|\.tsbuildinfo$/

const onInstall: ReadonlySet<string> = new Set(['preinstall', 'install', 'postinstall', 'prepare'])

/** The files that users are led to. */
function pathsIn({ exports, bin }: Manifest): string[] {
  const leaves = (value: unknown): unknown[] =>
    typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value]
  return leaves([exports, bin]).filter((leaf) => typeof leaf === 'string')
}
